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
 * prompt. A region's id for a model stays out as well: a new release of the same model id table is
 * not a writer's change.
 *
 * Local media stand here by path, since nothing up to the plan reads a whole file. Whoever compares
 * two meanings compares the bytes behind the paths beside them: other bytes are another face.
 *
 * `version` opens the hashed text and is raised whenever that text changes shape.
 */
import { createHash } from 'node:crypto';
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
import { numbersOf, type Numbers } from './prompt/numbers.ts';
import { clipSourceUrl, imageUrl, mediumUrl, videoUrl } from './urls.ts';

const version = 1;

/** SHA-256, in hexadecimal. */
export function meaningOf(shot: Shot): string {
  return createHash('sha256')
    .update(JSON.stringify(canonicalShot(shot)))
    .digest('hex');
}

type Canonical = string | number | boolean | null | readonly Canonical[];

/** Arrays alone: nothing here depends on the order of an object's keys. */
function canonicalShot(shot: Shot): Canonical {
  const numbers = numbersOf(shot);
  const words = (all: ResolvedWords): Canonical => wordsOf(all, numbers);
  const use = (one: AssetUse): Canonical => useOf(one, numbers);
  const { at, style, timeOfDay } = shot.setting;
  return [
    version,
    [
      shot.model,
      Object.values(models[shot.model].ids).includes(shot.modelId) ? null : shot.modelId,
      shot.resolution,
      shot.ratio,
      shot.duration,
      shot.audio,
      shot.watermark,
      shot.seed ?? null,
      shot.language,
      canonicalJson(shot.service),
    ],
    shot.relation ? [shot.relation.kind, ...shot.relation.of.map(clipSourceUrl)] : null,
    shot.images.map((each) => [each.role, imageUrl(each), bindingsOf(each.bindings, numbers)]),
    shot.videos.map((each) => [each.role, videoUrl(each), bindingsOf(each.bindings, numbers)]),
    shot.audios.map((each) => [
      each.role,
      mediumUrl(each.source),
      bindingsOf(each.bindings, numbers),
    ]),
    [
      at ? use(at) : null,
      timeOfDay ?? null,
      style === undefined ? null : 'asset' in style ? use(style) : words(style),
    ],
    shot.body.map(({ cut, lines }) => [
      cut ? words(cut) : null,
      lines.map((line) => lineOf(line, numbers)),
    ]),
    shot.avoid.map(words),
    shot.prompt ? words(shot.prompt) : null,
  ];
}

function wordsOf(words: ResolvedWords, numbers: Numbers): Canonical {
  return words.map((part) => (typeof part === 'string' ? part : useOf(part, numbers)));
}

function useOf(use: AssetUse, numbers: Numbers): Canonical {
  const { asset } = use;
  return [
    asset.kind,
    asset.displayName,
    numbers.of(asset, 'image'),
    numbers.of(asset, 'video'),
    numbers.of(asset, 'audio'),
    lookSent(use, numbers),
  ];
}

function bindingsOf(bindings: readonly Binding[], numbers: Numbers): Canonical {
  return bindings.map((binding): Canonical => {
    switch (binding.kind) {
      case 'asset':
        return ['asset', useOf(binding.use, numbers)];
      case 'reference':
        return ['reference', binding.purpose ? wordsOf(binding.purpose, numbers) : null];
      case 'voice':
        return ['voice', speakerOf(binding.of)];
      case 'opening':
      case 'first-frame':
      case 'last-frame':
      case 'relation':
        return binding.kind;
    }
  });
}

function lineOf(line: BodyLine, numbers: Numbers): Canonical {
  return line.kind === 'dialogue'
    ? ['dialogue', spokenOf(line.spoken, numbers)]
    : [line.kind, wordsOf(line.words, numbers)];
}

function spokenOf(spoken: SpokenLine, numbers: Numbers): Canonical {
  return [
    spoken.speakers.map((speaker) =>
      typeof speaker === 'string' ? speaker : useOf(speaker, numbers),
    ),
    spoken.delivery,
    spoken.manners,
    spoken.text,
  ];
}

function speakerOf(speaker: AssetUse | string): string {
  return typeof speaker === 'string' ? speaker : speaker.asset.displayName;
}

/** A JSON value with the keys of every object in order. */
function canonicalJson(value: unknown): Canonical {
  if (Array.isArray(value)) return ['array', ...value.map(canonicalJson)];
  if (typeof value === 'object' && value !== null) {
    return [
      'object',
      ...Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, each]): Canonical => [key, canonicalJson(each)]),
    ];
  }
  return JSON.stringify(value) ?? null;
}
