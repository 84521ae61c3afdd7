/** The film as a whole: its pixels, sound, words and cover, and what the episode says of itself. */
import { posix } from 'node:path';
import type { FieldKey } from '../../language/keywords.ts';
import type { FieldLine } from '../../language/syntax.ts';
import { models } from '../../seedance/capabilities.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import { audioWanted, lookUp } from '../names/lookup.ts';
import { mediumOf } from '../names/medium.ts';
import { findShot, type IndexedScene, type SceneIndex } from '../names/scenes.ts';
import type { Episode, Film, Scene, Soundtrack } from '../program.ts';
import type { HeaderBlocks, Likeness } from '../settings/scene-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { within } from '../settings/values.ts';
import { defaults } from '../shots/settled.ts';
import { imagesOf } from '../shots/collection.ts';
import type { LoadedFile } from '../sources.ts';

interface FilmField {
  readonly field: FieldLine;
  readonly file: LoadedFile;
}

/** The fields of series and episode that are the film's, the episode's over the series'. */
export class FilmFields {
  readonly #fields = new Map<FieldKey, FilmField>();

  constructor({ series, episode }: HeaderBlocks, context: Context) {
    for (const header of [series, episode]) {
      for (const field of header?.block.body ?? []) {
        if (field.kind !== 'field' || context.skipped.has(field) || !header) continue;
        this.#fields.set(field.key, { field, file: header.file });
      }
    }
  }

  get(key: FieldKey): FilmField | undefined {
    return this.#fields.get(key);
  }
}

export function readEpisode(
  { series, episode }: HeaderBlocks,
  fields: FilmFields,
  { sources }: Context,
): Episode {
  const number = episode?.block.number?.value;
  const title = episode?.block.title?.text;
  const seriesTitle = series?.block.title?.text;
  const budget = fields.get('budget')?.field.value;
  const length = fields.get('length')?.field.value;
  return {
    id: posix.basename(sources.entry.path).replace(/\.scene$/, ''),
    ...(number === undefined ? {} : { number }),
    ...(title === undefined ? {} : { title }),
    ...(seriesTitle === undefined ? {} : { series: seriesTitle }),
    ...(budget?.kind === 'money'
      ? { budget: { amount: budget.amount, currency: budget.currency } }
      : {}),
    ...(length?.kind === 'length' ? { lengthSeconds: length.length.milliseconds / 1000 } : {}),
  };
}

export function readFilm(
  settings: Settings,
  fields: FilmFields,
  index: SceneIndex,
  context: Context,
): Film {
  const soundtrack = readSoundtrack(fields.get('soundtrack'), context);
  const loudness = readLoudness(fields.get('loudness'), context);
  const cover = readCover(fields.get('cover'), index, context);
  return {
    ...pixelsOf(settings),
    ...(soundtrack ? { soundtrack } : {}),
    loudness: loudness ?? defaultLoudness,
    subtitles: subtitlesOf(fields.get('subtitles')?.field),
    ...(cover ? { cover } : {}),
  };
}

/** LUFS. */
const defaultLoudness = -16;
/** What the measure of EBU R 128 and ffmpeg's filter for it reach. */
const loudnesses = { least: -70, most: -5 };

function readLoudness(named: FilmField | undefined, context: Context): number | undefined {
  const value = named?.field.value;
  if (!named || value?.kind !== 'decimal') return undefined;
  return within(value.value, { field: 'loudness', ...loudnesses }, (problem) => {
    context.report(problem({ source: named.file.source, span: value.span }));
  });
}

export function readScenes(
  index: SceneIndex,
  { bases, order }: Likeness,
  context: Context,
): readonly Scene[] {
  /** The scene whose soundtrack each has: itself, or one that it is like. */
  const origins = new Map<IndexedScene, IndexedScene>();
  for (const scene of order) {
    const base = bases.get(scene);
    const origin = soundtrackField(scene, context) ? scene : base && origins.get(base);
    if (origin) origins.set(scene, origin);
  }
  // What a scene has from the one that it is like was told there.
  const silent: Context = { ...context, report: () => undefined };
  return [...index.scenes.values()].map((scene) => {
    const { name, block } = scene;
    const from = origins.get(scene);
    const field = from && soundtrackField(from, context);
    const told = from === scene ? context : silent;
    const soundtrack = field && readSoundtrack({ field, file: index.file }, told);
    return {
      name,
      ...(block.heading ? { heading: block.heading.text } : {}),
      ...(soundtrack ? { soundtrack } : {}),
      soundtrackOff: field?.value.kind === 'keyword',
    };
  });
}

function soundtrackField({ block }: IndexedScene, { skipped }: Context): FieldLine | undefined {
  for (const line of block.body) {
    if (line.kind === 'field' && line.key === 'soundtrack' && !skipped.has(line)) return line;
  }
  return undefined;
}

function readSoundtrack(named: FilmField | undefined, context: Context): Soundtrack | undefined {
  const value = named?.field.value;
  if (!named || value?.kind !== 'soundtrack') return undefined;
  const level = value.levelDb === undefined ? {} : { levelDb: value.levelDb };
  if (value.medium.kind === 'medium') {
    return { medium: mediumOf(value.medium, context.sources), ...level };
  }
  const place = { source: named.file.source, span: value.medium.span };
  const mention = lookUp(value.medium, place, named.file, context, { wanted: audioWanted });
  return mention?.asset.file && { medium: mention.asset.file, ...level };
}

function readCover(
  named: FilmField | undefined,
  index: SceneIndex,
  context: Context,
): Film['cover'] {
  const value = named?.field.value;
  if (!named || !value) return undefined;
  if (value.kind === 'medium') {
    return { kind: 'medium', medium: mediumOf(value, context.sources) };
  }
  if (value.kind === 'shot-name') {
    const found = findShot(value, undefined, index, named.file, context);
    return found && { kind: 'shot', id: found.id };
  }
  if (value.kind !== 'mention') return undefined;
  const place = { source: named.file.source, span: value.span };
  const mention = lookUp(value, place, named.file, context);
  if (!mention) return undefined;
  const [image] = imagesOf(mention);
  if (image) return { kind: 'medium', medium: image };
  context.report(registry.make('asset-without-image', place, { name: mention.asset.name }));
  return undefined;
}

/** Those of the episode's own resolution and ratio; with `adaptive` the first clip decides. */
function pixelsOf({ scalars }: Settings): Pick<Film, 'width' | 'height'> {
  const ratio = scalars.ratio?.value ?? defaults.ratio;
  if (ratio === 'adaptive') return {};
  const model = models[scalars.model?.value.name ?? defaults.model];
  const resolution = scalars.resolution?.value ?? defaults.resolution;
  const pixels = model.pixels[resolution]?.[ratio];
  return pixels ? { width: pixels[0], height: pixels[1] } : {};
}

function subtitlesOf(field: FieldLine | undefined): Film['subtitles'] {
  const value = field?.value.kind === 'keyword' ? field.value.value : 'off';
  if (value === 'burn') return 'burn';
  return value === 'on' || value === 'yes' ? 'on' : 'off';
}
