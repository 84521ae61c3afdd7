/**
 * The lines of a shot, looked up and put in their places, before the looks and the mode are known.
 * One pass over the lines; what is not understood is reported and makes the shot incomplete.
 */
import type {
  DialogueLine,
  FieldLine,
  Range,
  ShotBlock,
  Speaker,
  Words,
} from '../../language/syntax.ts';
import { lineOf } from '../../source/text.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { Mutable } from '../../source/mutable.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import { lookUp, type Mention, speakerWanted } from '../names/lookup.ts';
import { plainText, type Prose, readProse } from '../names/prose.ts';
import { readStyle } from '../names/style.ts';
import type { Trim } from '../program.ts';
import { extendSettings, type Settings } from '../settings/settings.ts';
import type { LoadedFile } from '../sources.ts';

export type ProseKind = 'action' | 'camera' | 'light' | 'sfx' | 'music' | 'text';

export type ShotBodyLine =
  | { readonly kind: ProseKind; readonly words: Prose; readonly place: Place }
  | {
      readonly kind: 'dialogue';
      readonly speakers: readonly (Mention | string)[];
      readonly manners: DialogueLine['manners'];
      readonly text: string;
      readonly line: number;
      readonly place: Place;
    };

export type ProseBody = Exclude<ShotBodyLine, { readonly kind: 'dialogue' }>;
export type DialogueBody = Extract<ShotBodyLine, { readonly kind: 'dialogue' }>;

export interface InnerBody {
  readonly cut?: Prose;
  readonly lines: ShotBodyLine[];
}

export interface ShotBody {
  readonly settings: Settings;
  /** The first holds the lines above the first `cut:`. */
  readonly inner: readonly InnerBody[];
  readonly captions: readonly { readonly text: string; readonly line: number }[];
  readonly firstFrame?: FieldLine;
  readonly lastFrame?: FieldLine;
  /** `opening:` and `reference:` in the order of the lines. */
  readonly references: readonly FieldLine[];
  readonly trim?: Trim;
  /** Absent where nothing is written. */
  readonly omit?: boolean;
  readonly prompt?: Prose;
  readonly promptPlace?: Place;
  /** Its own camera or light: they stand in the place of the inherited ones, `none` too. */
  readonly replaced: ReadonlySet<'camera' | 'light'>;
  readonly holdsHan: boolean;
  readonly incomplete: boolean;
}

export function readBody(
  block: ShotBlock,
  outer: Settings,
  file: LoadedFile,
  context: Context,
): ShotBody {
  return new BodyReader(block, outer, file, context).read();
}

type Replaced = ShotBody['replaced'];

/** There are four of these sets, and every shot has one of them. */
const nothingReplaced: Replaced = new Set();
const cameraReplaced: Replaced = new Set(['camera']);
const lightReplaced: Replaced = new Set(['light']);
const bothReplaced: Replaced = new Set(['camera', 'light']);

function replacing(before: Replaced, key: 'camera' | 'light'): Replaced {
  if (before.has(key)) return before;
  if (before !== nothingReplaced) return bothReplaced;
  return key === 'camera' ? cameraReplaced : lightReplaced;
}

const nothing: readonly never[] = [];
const han = /\p{Script=Han}/u;

class BodyReader {
  readonly #block: ShotBlock;
  readonly #file: LoadedFile;
  readonly #context: Context;
  readonly #inner: InnerBody[] = [{ lines: [] }];
  readonly #body: Mutable<ShotBody>;
  #current: InnerBody = this.#inner[0] ?? { lines: [] };
  #settings: FieldLine[] | undefined;

  constructor(block: ShotBlock, outer: Settings, file: LoadedFile, context: Context) {
    this.#block = block;
    this.#file = file;
    this.#context = context;
    this.#body = {
      settings: outer,
      inner: this.#inner,
      captions: nothing,
      references: nothing,
      replaced: nothingReplaced,
      holdsHan: false,
      incomplete: false,
    };
  }

  read(): ShotBody {
    for (const line of this.#block.body) {
      if (line.kind === 'bad' || line.kind === 'stray' || this.#context.skipped.has(line)) {
        this.#body.incomplete = true;
      } else if (line.kind === 'action') this.#prose('action', line.words);
      else if (line.kind === 'dialogue') this.#dialogue(line);
      else this.#field(line);
    }
    if (this.#settings) {
      const source = { level: 'shot', file: this.#file, lines: this.#settings } as const;
      const { settings, incomplete } = extendSettings(this.#body.settings, source, this.#context);
      this.#body.settings = settings;
      if (incomplete) this.#body.incomplete = true;
    }
    return this.#body;
  }

  #field(field: FieldLine): void {
    const { key, value } = field;
    switch (key) {
      case 'camera':
      case 'light':
        this.#body.replaced = replacing(this.#body.replaced, key);
        if (value.kind === 'words') this.#styled(key, value.words);
        break;
      case 'sfx':
      case 'music':
      case 'text':
        if (value.kind === 'words') this.#prose(key, value.words);
        break;
      case 'cut':
        if (value.kind === 'words') this.#cut(value.words);
        break;
      case 'caption':
        if (value.kind === 'words') this.#caption(value.words);
        break;
      case 'first frame':
        this.#body.firstFrame = field;
        break;
      case 'last frame':
        this.#body.lastFrame = field;
        break;
      case 'opening':
      case 'reference':
        this.#body.references = [...this.#body.references, field];
        break;
      case 'trim':
        if (value.kind === 'range') this.#trim(value);
        break;
      case 'omit':
        if (value.kind === 'keyword')
          this.#body.omit = value.value === 'yes' || value.value === 'on';
        break;
      case 'prompt':
        if (value.kind === 'words') {
          const prompt = this.#read(value.words);
          if (prompt) {
            this.#body.prompt = prompt;
            this.#body.promptPlace = this.#placeOf(value.words);
          }
        }
        break;
      case 'note':
        break;
      default:
        (this.#settings ??= []).push(field);
    }
  }

  #prose(kind: ProseKind, words: Words): void {
    const prose = this.#read(words);
    if (prose) this.#current.lines.push({ kind, words: prose, place: this.#placeOf(words) });
  }

  #styled(kind: 'camera' | 'light', words: Words): void {
    const value = readStyle(words, this.#file, this.#context);
    if (!value) {
      this.#body.incomplete = true;
      return;
    }
    // The name of a style alone is no word of the shot's own.
    if (!('asset' in value)) this.#seeHan(words);
    const prose = 'asset' in value ? [value] : value;
    this.#current.lines.push({ kind, words: prose, place: this.#placeOf(words) });
  }

  #cut(words: Words): void {
    const cut = this.#read(words);
    this.#current = { ...(cut ? { cut } : {}), lines: [] };
    this.#inner.push(this.#current);
  }

  #caption(words: Words): void {
    const prose = this.#read(words);
    if (!prose) return;
    const line = lineOf(this.#file.source, words.span.start);
    this.#body.captions = [...this.#body.captions, { text: plainText(prose), line }];
  }

  #trim({ range, span }: Extract<FieldLine['value'], { kind: 'range' }>): void {
    const trim = readTrim(range, { source: this.#file.source, span }, this.#context);
    if (trim) this.#body.trim = trim;
  }

  #dialogue(line: DialogueLine): void {
    const prose = this.#read(line.words);
    const speakers: (Mention | string)[] = [];
    for (const speaker of line.speakers) {
      const found = this.#speaker(speaker);
      if (found === undefined) this.#body.incomplete = true;
      else speakers.push(found);
    }
    if (!prose || speakers.length < line.speakers.length) return;
    this.#current.lines.push({
      kind: 'dialogue',
      speakers,
      manners: line.manners,
      text: plainText(prose),
      line: lineOf(this.#file.source, line.span.start),
      place: this.#placeOf(line),
    });
  }

  #speaker(speaker: Speaker): Mention | string | undefined {
    if (speaker.kind === 'quoted') return speaker.text;
    return lookUp(speaker, this.#placeOf(speaker), this.#file, this.#context, {
      wanted: speakerWanted,
    });
  }

  #read(words: Words): Prose | undefined {
    this.#seeHan(words);
    const prose = readProse(words, this.#file, this.#context);
    if (!prose) this.#body.incomplete = true;
    return prose;
  }

  #seeHan({ text }: Words): void {
    if (!this.#body.holdsHan && han.test(text)) this.#body.holdsHan = true;
  }

  #placeOf(node: { readonly span: Place['span'] }): Place {
    return { source: this.#file.source, span: node.span };
  }
}

/** Undefined where the range is empty: then it has been reported. */
export function readTrim({ from, to }: Range, place: Place, context: Context): Trim | undefined {
  if (to && to.milliseconds <= (from?.milliseconds ?? 0)) {
    context.report(registry.make('empty-range', place, {}));
    return undefined;
  }
  return {
    ...(from ? { fromMs: from.milliseconds } : {}),
    ...(to ? { toMs: to.milliseconds } : {}),
  };
}
