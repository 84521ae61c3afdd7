/**
 * Settings from the outside in: series, episode, scene, shot; the innermost wins. `camera` and
 * `light` of an inner level replace those of the outer ones, `avoid` adds up, `cast` is laid over
 * asset by asset, and `none` unsets.
 */
import type { FieldLine, Node } from '../../language/syntax.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { Mutable } from '../../source/mutable.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import { castWanted, lookUp, type Mention, placeWanted } from '../names/lookup.ts';
import { type Prose, readProse } from '../names/prose.ts';
import { readStyle } from '../names/style.ts';
import type { Asset, Level, Variant } from '../program.ts';
import type { LoadedFile } from '../sources.ts';
import { reportTwoLooks } from '../names/two-looks.ts';
import { isScalar, readScalar, type ScalarKey, type Scalars } from './values.ts';

export type WrittenLevel = Exclude<Level, 'default'>;

export interface Valued<T> {
  readonly value: T;
  readonly level: WrittenLevel;
  readonly field: FieldLine;
  readonly file: LoadedFile;
}

/** Words or `@style`; undefined: `none`. */
export type StyleValue = Prose | Mention | undefined;

/** A line as a shot's body has it, and where it is from. */
export interface SettingLine extends Omit<Valued<Prose>, 'value'> {
  readonly kind: 'camera' | 'light';
  readonly words: Prose;
  readonly place: Place;
}

export interface Settings {
  readonly scalars: { readonly [Key in ScalarKey]?: Valued<Scalars[Key]> };
  readonly at?: Valued<Mention | undefined>;
  readonly style?: Valued<StyleValue>;
  /** `camera` and `light`, in the order of the lines. */
  readonly lines: readonly SettingLine[];
  readonly avoid: readonly Valued<Prose>[];
  /** Which look a bare mention means; undefined: the plain one. */
  readonly cast: ReadonlyMap<Asset, Variant | undefined>;
  readonly service: Readonly<Record<string, unknown>>;
}

export const noSettings: Settings = {
  scalars: {},
  lines: [],
  avoid: [],
  cast: new Map(),
  service: {},
};

/** One block's fields, or what a block in the middle of being read has of them. */
export interface FieldSource {
  readonly level: WrittenLevel;
  readonly file: LoadedFile;
  readonly lines: readonly ({ readonly kind: string } & Node)[];
}

export interface Extended {
  readonly settings: Settings;
  /** A value was not understood: it has been reported, and its setting is that of outside. */
  readonly incomplete: boolean;
}

/** The settings within a block: those around it, changed by its fields. */
export function extendSettings(outer: Settings, source: FieldSource, context: Context): Extended {
  const builder = new Builder(outer, source, context);
  for (const line of source.lines) {
    if (isField(line) && !context.skipped.has(line)) builder.add(line);
  }
  return { settings: builder.settings, incomplete: builder.incomplete };
}

function isField(line: { readonly kind: string } & Node): line is FieldLine {
  return line.kind === 'field';
}

class Builder {
  incomplete = false;
  #settings: Mutable<Settings> | undefined;
  readonly #serviceKeys = new Map<string, Place>();
  readonly #outer: Settings;
  readonly #source: FieldSource;
  readonly #context: Context;

  constructor(outer: Settings, source: FieldSource, context: Context) {
    this.#outer = outer;
    this.#source = source;
    this.#context = context;
  }

  /** The outer object itself where nothing was added: most shots change nothing. */
  get settings(): Settings {
    return this.#settings ?? this.#outer;
  }

  get #own(): Mutable<Settings> {
    return (this.#settings ??= { ...this.#outer });
  }

  add(field: FieldLine): void {
    const { key } = field;
    if (isScalar(key)) this.#scalar(key, field);
    else if (key === 'at') this.#at(field);
    else if (key === 'style') this.#style(field);
    else if (key === 'camera' || key === 'light') this.#line(key, field);
    else if (key === 'avoid') this.#avoid(field);
    else if (key === 'cast') this.#cast(field);
    else if (key === 'service') this.#service(field);
  }

  #service(field: FieldLine): void {
    if (field.value.kind !== 'service') return;
    const { key, json } = field.value;
    const first = this.#serviceKeys.get(key);
    if (first) {
      const { level, file } = this.#source;
      const related = [{ ...first, message: 'the first is here' }];
      const values = { field: `service: ${key}`, block: level };
      const place = { source: file.source, span: field.span };
      this.#context.report(registry.make('double-field', place, values, { related }));
      this.incomplete = true;
      return;
    }
    this.#serviceKeys.set(key, { source: this.#source.file.source, span: field.span });
    this.#own.service = { ...this.#own.service, [key]: json };
  }

  #valued<T>(value: T, field: FieldLine): Valued<T> {
    return { value, level: this.#source.level, field, file: this.#source.file };
  }

  #scalar<Key extends ScalarKey>(key: Key, field: FieldLine): void {
    const value = readScalar(key, field, this.#source.file, this.#context);
    if (value === undefined) this.incomplete = true;
    else this.#own.scalars = { ...this.#own.scalars, [key]: this.#valued(value, field) };
  }

  #at(field: FieldLine): void {
    if (field.value.kind === 'keyword') this.#own.at = this.#valued(undefined, field);
    if (field.value.kind !== 'mention') return;
    const mention = this.#mention(field.value, { wanted: placeWanted });
    if (mention) this.#own.at = this.#valued(mention, field);
  }

  #style(field: FieldLine): void {
    if (field.value.kind === 'keyword') this.#own.style = this.#valued(undefined, field);
    const value = this.#wordsOrStyle(field);
    if (value) this.#own.style = this.#valued(value, field);
  }

  #line(key: 'camera' | 'light', field: FieldLine): void {
    const { level, file } = this.#source;
    // Only an earlier line of this very block stays beside this one.
    const kept = this.#own.lines.filter(
      (line) =>
        line.kind !== key || (line.file === file && this.#source.lines.includes(line.field)),
    );
    const value = this.#wordsOrStyle(field);
    const words = value && ('asset' in value ? [value] : value);
    if (field.value.kind === 'keyword') {
      this.#own.lines = this.#own.lines.filter((line) => line.kind !== key);
    } else if (words) {
      const place = { source: file.source, span: field.value.span };
      this.#own.lines = [...kept, { kind: key, words, place, level, field, file }];
    }
  }

  #avoid(field: FieldLine): void {
    if (field.value.kind === 'keyword') this.#own.avoid = [];
    if (field.value.kind !== 'words') return;
    const prose = this.#words(field.value.words);
    if (prose) this.#own.avoid = [...this.#own.avoid, this.#valued(prose, field)];
  }

  #cast(field: FieldLine): void {
    if (field.value.kind === 'keyword') this.#own.cast = new Map();
    if (field.value.kind !== 'mentions') return;
    const cast = new Map(this.#own.cast);
    const said = new Map<Asset, Mention>();
    for (const node of field.value.mentions) {
      const mention = this.#mention(node, { wanted: castWanted });
      if (!mention) continue;
      const first = said.get(mention.asset);
      if (first && first.variant !== mention.variant) reportTwoLooks(first, mention, this.#context);
      said.set(mention.asset, mention);
      cast.set(mention.asset, mention.variant);
    }
    this.#own.cast = cast;
  }

  #wordsOrStyle(field: FieldLine): Prose | Mention | undefined {
    if (field.value.kind !== 'words') return undefined;
    const value = readStyle(field.value.words, this.#source.file, this.#context);
    if (!value) this.incomplete = true;
    return value;
  }

  #words(words: Parameters<typeof readProse>[0]): Prose | undefined {
    const prose = readProse(words, this.#source.file, this.#context);
    if (!prose) this.incomplete = true;
    return prose;
  }

  #mention(
    node: { readonly name: string; readonly variant?: string } & Node,
    options: Parameters<typeof lookUp>[4],
  ): Mention | undefined {
    const { file } = this.#source;
    const place = { source: file.source, span: node.span };
    const mention = lookUp(node, place, file, this.#context, options);
    if (!mention) this.incomplete = true;
    return mention;
  }
}
