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
  const numbers = new Numbers(shot);
  const { at, style, timeOfDay } = shot.setting;
  return [
    version,
    settingsOf(shot),
    shot.relation
      ? text(shot.relation.kind) + list(shot.relation.of, (of) => text(clipSourceUrl(of)))
      : absent,
    list(shot.images, (each) => sent(each.role, imageUrl(each), each.bindings, numbers)),
    list(shot.videos, (each) => sent(each.role, videoUrl(each), each.bindings, numbers)),
    list(shot.audios, (each) => sent(each.role, mediumUrl(each.source), each.bindings, numbers)),
    at ? useOf(at, numbers) : absent,
    optional(timeOfDay),
    style === undefined
      ? absent
      : 'asset' in style
        ? useOf(style, numbers)
        : wordsOf(style, numbers),
    list(
      shot.body,
      ({ cut, lines }) =>
        (cut ? wordsOf(cut, numbers) : absent) + list(lines, (line) => lineOf(line, numbers)),
    ),
    list(shot.avoid, (words) => wordsOf(words, numbers)),
    shot.prompt ? wordsOf(shot.prompt, numbers) : absent,
  ].join('\n');
}

function settingsOf(shot: Shot): string {
  const { cn, intl } = models[shot.model].ids;
  return [
    text(shot.model),
    shot.modelId === cn || shot.modelId === intl ? absent : text(shot.modelId),
    shot.resolution,
    shot.ratio,
    shot.duration,
    shot.audio,
    shot.watermark,
    shot.seed ?? absent,
    shot.language,
    ...serviceOf(shot.service),
  ].join(' ');
}

function sent(role: string, url: string, bindings: readonly Binding[], numbers: Numbers): string {
  return `${role} ` + text(url) + list(bindings, (binding) => bindingOf(binding, numbers));
}

function bindingOf(binding: Binding, numbers: Numbers): string {
  switch (binding.kind) {
    case 'asset':
      return `asset ${text(binding.use.asset.displayName)}`;
    case 'reference':
      return `reference ${binding.purpose ? wordsOf(binding.purpose, numbers) : absent}`;
    case 'voice':
      return `voice ${text(speakerName(binding.of))}`;
    case 'opening':
    case 'first-frame':
    case 'last-frame':
    case 'relation':
      return `${binding.kind} `;
  }
}

function wordsOf(words: ResolvedWords, numbers: Numbers): string {
  return list(words, (part) => (typeof part === 'string' ? text(part) : useOf(part, numbers)));
}

function useOf(use: AssetUse, numbers: Numbers): string {
  const { asset } = use;
  const type = asset.kind === 'video' || asset.kind === 'audio' ? asset.kind : 'image';
  let shown = '';
  for (const number of numbers.of(asset, type)) shown += `${number},`;
  return `${mention}${asset.kind} ${shown}${text(asset.displayName)}${list(lookSent(use, numbers), text)}`;
}

function lineOf(line: BodyLine, numbers: Numbers): string {
  return line.kind === 'dialogue'
    ? spokenOf(line.spoken, numbers)
    : `${line.kind} ${wordsOf(line.words, numbers)}`;
}

function spokenOf(spoken: SpokenLine, numbers: Numbers): string {
  const speakers = list(spoken.speakers, (speaker) =>
    typeof speaker === 'string' ? text(speaker) : useOf(speaker, numbers),
  );
  return `dialogue ${speakers}${spoken.delivery} ${list(spoken.manners, text)}${text(spoken.text)}`;
}

function speakerName(speaker: AssetUse | string): string {
  return typeof speaker === 'string' ? speaker : speaker.asset.displayName;
}

const absent = '\u0003';

function optional(value: string | undefined): string {
  return value === undefined ? absent : text(value);
}

function text(value: string): string {
  return value + endOfText;
}

function list<Item>(items: readonly Item[], write: (item: Item) => string): string {
  let all = '';
  for (const item of items) all += write(item);
  return all + endOfList;
}

const endOfText = '\u0001';
const endOfList = '\u0002';
const mention = '\u0004';

function serviceOf(service: Shot['service']): string[] {
  return Object.keys(service).length === 0 ? [] : [canonicalJson(service)];
}

/** A JSON value with the keys of every object in order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
