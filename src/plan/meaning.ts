/**
 * The hash of what a shot means: what its writer decided, resolved, and before a word of ours.
 * A request that differs while this is the same was only worded anew by a later version of the tool,
 * and nobody buys a clip for that.
 *
 * What goes in: whatever can change the clip. Model (an `ep-…` id too), resolution, ratio, duration,
 * audio, watermark, seed, `service:` keys and the language of the prompt; the relation and its
 * sources; every image, video and audio by its role, its place (`file:` path, address, asset, shot)
 * and what it is of; place, time of day, style; every line of every inner shot with its kind, words,
 * speakers, delivery and manners; `avoid:`; a `prompt:`. An asset goes in as its display name, the
 * numbers of what shows it, and those of its looks that are sent.
 *
 * What stays out: file names and line numbers of the script, the names behind the @, the shot's own
 * id and take, notes, captions, trims and all else that only the cut reads; and the text of the
 * prompt. The id that a region gives to a model stays out as well: it is the service's word for what
 * the writer called `seedance-2.0`.
 *
 * Local media stand here by path, since nothing up to the plan reads a whole file. Whoever compares
 * two meanings compares the bytes behind the paths beside them: other bytes are another face.
 *
 * In the hashed text control characters, which no script can hold, end strings and lists and mark
 * mentions and what is absent, so that no two shots are written alike; `version` opens it and is
 * raised whenever its shape changes.
 */
import { hash } from 'node:crypto';
import { models } from '../seedance/capabilities.ts';
import type {
  AssetUse,
  Binding,
  BodyLine,
  ResolvedWords,
  Shot,
  SpokenLine,
} from '../semantics/program.ts';
import { lookSent } from './prompt/looks.ts';
import { Numbers } from './prompt/numbers.ts';
import { clipSourceUrl, imageUrl, mediumUrl, videoUrl } from './urls.ts';

const version = 1;

/** SHA-256, in hexadecimal. */
export function meaningOf(shot: Shot): string {
  return hash('sha256', canonicalShot(shot), 'hex');
}

function canonicalShot(shot: Shot): string {
  const writer = new CanonicalWriter(shot);
  writer.shot(shot);
  return writer.text;
}

/** Writes one long text from front to end. */
class CanonicalWriter {
  text = '';
  readonly #numbers: Numbers;

  constructor(shot: Shot) {
    this.#numbers = new Numbers(shot);
  }

  shot(shot: Shot): void {
    const { at, style, timeOfDay } = shot.setting;
    this.text += `${version}\n${settingsOf(shot)}\n`;
    this.#relation(shot);
    this.text += '\n';
    for (const each of shot.images) this.#sent(each.role, imageUrl(each), each.bindings);
    this.text += `${endOfList}\n`;
    for (const each of shot.videos) this.#sent(each.role, videoUrl(each), each.bindings);
    this.text += `${endOfList}\n`;
    for (const each of shot.audios) this.#sent(each.role, mediumUrl(each.source), each.bindings);
    this.text += `${endOfList}\n`;
    if (at) this.#use(at);
    else this.text += absent;
    this.text += timeOfDay === undefined ? `\n${absent}\n` : `\n${timeOfDay}${endOfText}\n`;
    if (style && 'asset' in style) this.#use(style);
    else this.#optional(style);
    this.text += '\n';
    for (const { cut, lines } of shot.body) {
      this.#optional(cut);
      for (const line of lines) this.#line(line);
      this.text += endOfList;
    }
    this.text += `${endOfList}\n`;
    for (const words of shot.avoid) this.#words(words);
    this.text += `${endOfList}\n`;
    this.#optional(shot.prompt);
  }

  #relation({ relation }: Shot): void {
    if (!relation) {
      this.text += absent;
      return;
    }
    this.#text(relation.kind);
    for (const of of relation.of) this.#text(clipSourceUrl(of));
    this.text += endOfList;
  }

  #sent(role: string, url: string, bindings: readonly Binding[]): void {
    this.text += `${role} ${url}${endOfText}`;
    for (const binding of bindings) this.#binding(binding);
    this.text += endOfList;
  }

  #binding(binding: Binding): void {
    switch (binding.kind) {
      case 'asset':
        this.text += `asset ${binding.use.asset.displayName}${endOfText}`;
        break;
      case 'reference':
        this.text += 'reference ';
        this.#optional(binding.purpose);
        break;
      case 'voice':
        this.text += `voice ${speakerName(binding.of)}${endOfText}`;
        break;
      case 'opening':
      case 'first-frame':
      case 'last-frame':
      case 'relation':
        this.text += `${binding.kind} `;
    }
  }

  #line(line: BodyLine): void {
    if (line.kind === 'dialogue') this.#spoken(line.spoken);
    else {
      this.text += `${line.kind} `;
      this.#words(line.words);
    }
  }

  #spoken({ speakers, delivery, manners, text }: SpokenLine): void {
    this.text += 'dialogue ';
    for (const speaker of speakers) {
      if (typeof speaker === 'string') this.#text(speaker);
      else this.#use(speaker);
    }
    this.text += `${endOfList}${delivery} `;
    for (const manner of manners) this.#text(manner);
    this.text += endOfList;
    this.#text(text);
  }

  #optional(words: ResolvedWords | undefined): void {
    if (words) this.#words(words);
    else this.text += absent;
  }

  #words(words: ResolvedWords): void {
    for (const part of words) {
      if (typeof part === 'string') this.#text(part);
      else this.#use(part);
    }
    this.text += endOfList;
  }

  #use(use: AssetUse): void {
    const { asset } = use;
    const type = asset.kind === 'video' || asset.kind === 'audio' ? asset.kind : 'image';
    this.text += `${mention}${asset.kind} `;
    for (const number of this.#numbers.of(asset, type)) this.text += `${number},`;
    this.text += `${asset.displayName}${endOfText}`;
    for (const look of lookSent(use, this.#numbers)) this.#text(look);
    this.text += endOfList;
  }

  #text(text: string): void {
    this.text += text + endOfText;
  }
}

function settingsOf(shot: Shot): string {
  const { cn, intl } = models[shot.model].ids;
  const id = shot.modelId === cn || shot.modelId === intl ? absent : `${shot.modelId}${endOfText}`;
  return (
    `${shot.model}${endOfText} ${id} ${shot.resolution} ${shot.ratio} ${shot.duration} ` +
    `${shot.audio} ${shot.watermark} ${shot.seed ?? absent} ${shot.language}` +
    serviceOf(shot.service)
  );
}

function speakerName(speaker: AssetUse | string): string {
  return typeof speaker === 'string' ? speaker : speaker.asset.displayName;
}

const absent = '\u0003';

const endOfText = '\u0001';
const endOfList = '\u0002';
const mention = '\u0004';

function serviceOf(service: Shot['service']): string {
  return Object.keys(service).length === 0 ? '' : ` ${canonicalJson(service)}`;
}

/** A JSON value with the keys of every object in order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
