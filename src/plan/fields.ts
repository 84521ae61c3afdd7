/**
 * A shot as its writer reads it: field by field, resolved, each with the line that says it. Kept with
 * a take, this is what a later script is compared with, so that a reader is told "camera: this became
 * that" and not that two hashes differ. What decides is the request and the meaning, never this.
 */
import { lineOf } from '../source/text.ts';
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
import { clipSourceUrl, imageUrl, mediumUrl, videoUrl } from './urls.ts';

export interface ShotField {
  /** The field's own keyword, `action`, `dialogue`, `relation`, `@name` for an asset's look. */
  readonly name: string;
  readonly value: string;
  /** The line of the episode's file; null where another file or no line says it. */
  readonly line: number | null;
  /** The level that it was inherited from; absent where the shot itself says it. */
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
      ...(cut ? [{ name: 'cut', value: plain(cut), line: shot.line }] : []),
      ...lines.map((line) => bodyField(line, shot)),
    ]),
    ...shot.avoid.map((words) => said('avoid', plain(words), shot)),
    ...(shot.prompt ? [said('prompt', plain(shot.prompt), shot)] : []),
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
    ...Object.entries(shot.service).map(([key, value]) =>
      said('service', `${key} = ${JSON.stringify(value)}`, shot),
    ),
  ];
}

function relationOf(shot: Shot): ShotField[] {
  const { relation } = shot;
  if (!relation) return [];
  const of = relation.of.map(clipSourceUrl).join(', ');
  return [{ name: 'relation', value: `${relation.kind} ${of}`, line: shot.line }];
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
      line: lineIn(shot, place),
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
    ...(timeOfDay === undefined
      ? []
      : [{ ...said('timeOfDay', timeOfDay, shot), name: 'time of day' }]),
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
  const looks = new Map<string, string>();
  for (const use of uses) {
    if (typeof use !== 'object' || !('asset' in use)) continue;
    const words = [use.asset.look, use.variant?.look].filter((look) => look !== undefined);
    const { displayName } = use.asset;
    looks.set(nameOf(use), [displayName, ...words].join(': '));
  }
  return [...looks].map(([name, value]) => ({ name, value, line: null }));
}

function partsOf(line: BodyLine): readonly (string | AssetUse)[] {
  return line.kind === 'dialogue' ? line.spoken.speakers : line.words;
}

function bodyField(line: BodyLine, shot: Shot): ShotField {
  return line.kind === 'dialogue'
    ? { name: 'dialogue', value: spokenText(line.spoken), line: lineIn(shot, line.spoken.place) }
    : { name: line.kind, value: plain(line.words), line: lineIn(shot, line.place) };
}

function spokenText({ speakers, delivery, manners, text }: SpokenLine): string {
  const who = speakers.map((one) => (typeof one === 'string' ? one : nameOf(one))).join(', ');
  const how = [...(delivery === 'in-frame' ? [] : [delivery]), ...manners].join(', ');
  return `${who}${how && ` (${how})`}: ${text}`;
}

/** A setting: its line is the shot's, or the level outside that it comes from. */
function said(name: string, value: string, shot: Shot): ShotField {
  const from = shot.inherited[name]?.from;
  return from === undefined ? { name, value, line: shot.line } : { name, value, line: null, from };
}

function plain(words: ResolvedWords): string {
  return words.map((part) => (typeof part === 'string' ? part : nameOf(part))).join('');
}

function nameOf({ asset, variant }: AssetUse): string {
  return variant ? `@${asset.name}.${variant.name}` : `@${asset.name}`;
}

function lineIn(shot: Shot, { source, span }: Place): number | null {
  return source === shot.place.source ? lineOf(source, span.start) : null;
}
