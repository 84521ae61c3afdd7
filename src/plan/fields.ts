/**
 * A shot as its writer reads it: field by field, resolved, each with the line that says it. Kept with
 * a take, this is what a later script is compared with, so that a reader is told "camera: this became
 * that" and not that two hashes differ. What decides is the request and the meaning, never this.
 */
import type { Place } from '../source/diagnostic.ts';
import type {
  AssetUse,
  Binding,
  BodyLine,
  Program,
  ResolvedWords,
  Shot,
  SpokenLine,
} from '../semantics/program.ts';
import type { Valued } from '../semantics/settings/settings.ts';
import { isScalar } from '../semantics/settings/values.ts';
import { clipSourceUrl, imageUrl, mediumUrl, videoUrl } from './urls.ts';

export interface ShotField {
  /** The field's own keyword, `action`, `dialogue`, `relation`, `@name` for an asset's look. */
  readonly name: string;
  readonly value: string;
  /** What says it, in whichever script; absent where nothing does. */
  readonly place?: Place;
  /** The level that it was inherited from, or `default`; absent where the shot itself says it. */
  readonly from?: string;
}

/** Fields by shot, in the order of the script. */
export function fieldsOf(
  program: Pick<Program, 'shots'>,
): ReadonlyMap<string, readonly ShotField[]> {
  return new Map(program.shots.map((shot) => [shot.id, fieldsOfShot(shot)]));
}

function fieldsOfShot(shot: Shot): readonly ShotField[] {
  return [
    ...settingsOf(shot),
    ...relationOf(shot),
    ...mediaOf(shot),
    ...aroundOf(shot),
    ...looksOf(shot),
    ...shot.body.flatMap(({ cut, lines }) => [
      ...(cut ? [{ name: 'cut', value: plain(cut), place: shot.place }] : []),
      ...lines.map((line) => bodyField(line)),
    ]),
    ...avoidOf(shot),
    ...(shot.prompt ? [{ name: 'prompt', value: plain(shot.prompt), place: shot.place }] : []),
  ];
}

function settingsOf(shot: Shot): ShotField[] {
  const values: Readonly<Record<string, string | undefined>> = {
    model: shot.model,
    resolution: shot.resolution,
    ratio: shot.ratio,
    duration: shot.duration === 'auto' ? 'auto' : `${shot.duration}s`,
    audio: shot.audio ? 'on' : 'off',
    watermark: shot.watermark ? 'on' : 'off',
    seed: shot.seed === undefined ? undefined : String(shot.seed),
    language: shot.language,
  };
  return [
    ...Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [said(name, value, shot)],
    ),
    ...Object.entries(shot.service).map(([key, value]) => ({
      name: 'service',
      value: `${key} = ${JSON.stringify(value)}`,
      place: shot.place,
    })),
  ];
}

function relationOf(shot: Shot): ShotField[] {
  const { relation } = shot;
  if (!relation) return [];
  const of = relation.of.map(clipSourceUrl).join(', ');
  return [{ name: 'relation', value: `${relation.kind} ${of}`, place: shot.place }];
}

/** What is sent beside the words; a clip or a frame of another shot is told by `relation`. */
function mediaOf(shot: Shot): ShotField[] {
  const media = [
    ...shot.images.map((image) => ({ ...image, url: imageUrl(image) })),
    ...shot.videos.map((video) => ({ ...video, url: videoUrl(video) })),
    ...shot.audios.map((audio) => ({ ...audio, url: mediumUrl(audio.source) })),
  ];
  return media
    .filter(({ url }) => !url.startsWith('clip:') && !url.startsWith('frame:'))
    .map(({ bindings, url, place }) => ({
      name: bindings.map(bindingName).join(', '),
      value: url,
      place,
    }));
}

function bindingName(binding: Binding): string {
  switch (binding.kind) {
    case 'asset':
      return `${binding.use.asset.kind} ${nameOf(binding.use)}`;
    case 'voice':
      return `voice ${typeof binding.of === 'string' ? binding.of : nameOf(binding.of)}`;
    case 'reference':
      return binding.purpose ? `reference for ${plain(binding.purpose)}` : 'reference';
    case 'first-frame':
      return 'first frame';
    case 'last-frame':
      return 'last frame';
    case 'opening':
    case 'relation':
      return binding.kind;
  }
}

function aroundOf(shot: Shot): ShotField[] {
  const { at, style, timeOfDay } = shot.setting;
  return [
    ...(at ? [said('at', nameOf(at), shot)] : []),
    ...(timeOfDay === undefined ? [] : [{ name: 'time of day', value: timeOfDay, from: 'scene' }]),
    ...(style ? [said('style', 'asset' in style ? nameOf(style) : plain(style), shot)] : []),
  ];
}

/** The `look:` of every asset that the shot means: its words are sent where no picture is. */
function looksOf(shot: Shot): ShotField[] {
  const uses = [
    shot.setting.at,
    shot.setting.style,
    ...shot.body.flatMap(({ cut, lines }) => [...(cut ?? []), ...lines.flatMap(partsOf)]),
    ...(shot.prompt ?? []),
  ];
  const looks = new Map<string, readonly ShotField[]>();
  for (const use of uses) {
    if (typeof use === 'object' && 'asset' in use) looks.set(nameOf(use), lookOf(use));
  }
  return [...looks.values()].flat();
}

/** A variant's look stands in a line of its own, and adds to that of its parent. */
function lookOf(use: AssetUse): readonly ShotField[] {
  const { asset, variant } = use;
  const name = nameOf(use);
  const { displayName, look, lookPlace } = asset;
  const value = look === undefined ? displayName : `${displayName}: ${look}`;
  return [
    { name, value, ...(lookPlace && { place: lookPlace }) },
    ...(variant?.look === undefined
      ? []
      : [{ name, value: variant.look, ...(variant.lookPlace && { place: variant.lookPlace }) }]),
  ];
}

function partsOf(line: BodyLine): readonly (string | AssetUse)[] {
  return line.kind === 'dialogue' ? line.spoken.speakers : line.words;
}

function bodyField(line: BodyLine): ShotField {
  return line.kind === 'dialogue'
    ? { name: 'dialogue', value: spokenText(line.spoken), place: line.spoken.place }
    : { name: line.kind, value: plain(line.words), place: line.place };
}

function spokenText({ speakers, delivery, manners, text }: SpokenLine): string {
  const who = speakers.map((one) => (typeof one === 'string' ? one : nameOf(one))).join(', ');
  const how = [...(delivery === 'in-frame' ? [] : [delivery]), ...manners].join(', ');
  return `${who}${how && ` (${how})`}: ${text}`;
}

/** A setting, with the line that it comes from; without one it is the default. */
function said(name: string, value: string, shot: Shot): ShotField {
  const written = writtenAs(name, shot);
  const givesWay = name === 'duration' && shot.inherited[name]?.sent === false;
  if (written && !givesWay) return { name, value, ...whence(written) };
  // Seconds stand in the header.
  return name === 'duration'
    ? { name, value, place: shot.place }
    : { name, value, from: 'default' };
}

type Written = Pick<Valued<unknown>, 'level' | 'field' | 'file'>;

function writtenAs(name: string, { settings }: Shot): Written | undefined {
  if (name === 'at' || name === 'style') return settings[name];
  return isScalar(name) ? settings.scalars[name] : undefined;
}

function whence({ level, field, file }: Written): Pick<ShotField, 'place' | 'from'> {
  const place = { source: file.source, span: field.span };
  return level === 'shot' ? { place } : { place, from: level };
}

/** Each `avoid:` that is sent; a `prompt:` keeps those of the shot alone, which come last. */
function avoidOf({ avoid, settings }: Shot): ShotField[] {
  const written = settings.avoid.slice(settings.avoid.length - avoid.length);
  return avoid.map((words, index) => {
    const line = written[index];
    return { name: 'avoid', value: plain(words), ...(line && whence(line)) };
  });
}

function plain(words: ResolvedWords): string {
  return words.map((part) => (typeof part === 'string' ? part : nameOf(part))).join('');
}

function nameOf({ asset, variant }: AssetUse): string {
  return variant ? `@${asset.name}.${variant.name}` : `@${asset.name}`;
}
