/**
 * What an editor's program is told: events on a record timeline, each with its source and the frames of
 * it that play, the transitions between them, and the lines of the script where they are said. Made
 * once from the layout of the cut; each kind of file writes it in its own terms.
 */
import { chaptersOf, type Chapter } from '../episode/chapters.ts';
import type { Layout } from '../episode/lay-out.ts';
import type { FilmItem } from '../episode/items.ts';
import type { Source } from '../episode/sources.ts';
import type { Piece } from '../episode/timeline.ts';
import type { Rational } from '../ffmpeg/probe.ts';
import type { Plan, PlanTask, TransitionKind } from '../plan/plan.ts';
import { placeLines, type PlacedLine } from '../subtitles/place-lines.ts';
import type { SpeechSpan } from '../subtitles/speech-spans.ts';
import { spokenShots } from '../subtitles/spoken-shots.ts';
import { isTimecode, sourceStart, type SourceStart } from './source-start.ts';
import { musicPieces, type MusicFile, type MusicPiece, type SoundFormat } from './music.ts';

export interface Sequence {
  readonly title: string;
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  /** Of the whole film. */
  readonly frames: number;
  readonly events: readonly SequenceEvent[];
  readonly transitions: readonly SequenceTransition[];
  /** The soundtrack, in the order of the film. */
  readonly music: readonly MusicPiece[];
  readonly chapters: readonly Chapter[];
  /** Every line of dialogue, in the order of the film. */
  readonly lines: readonly PlacedLine[];
  /** What whoever opens the files should know. */
  readonly warnings: readonly string[];
}

export interface SequenceEvent {
  /** `scene.shot` or its accepted take (`scene.shot#2`), the file's name, the words of a card, `black`. */
  readonly name: string;
  readonly scene: string;
  readonly heading: string | null;
  readonly media: EventMedia;
  /** The first frame of the film that shows it, under a transition too. */
  readonly firstFrame: number;
  /** Frames of the source `from` up to, not including, `to` play, under transitions too. */
  readonly from: number;
  readonly to: number;
  readonly shot?: EventShot;
}

export interface EventShot {
  /** `scene.shot`, without the number of a take. */
  readonly id: string;
  readonly source: PlanTask['source'];
  readonly relation: string | null;
  readonly captions: readonly string[];
  readonly lines: readonly PlacedLine[];
}

export type EventMedia =
  | {
      readonly kind: 'clip';
      /** Absolute. */
      readonly path: string;
      /** All that the file has, of the film's rate: what lies beyond the event are its handles. */
      readonly frames: number;
      /** Frames that can be decoded alone; none where the file has another rate than the film. */
      readonly keyframes: readonly number[];
      /** The file's own, frames a second; null where they do not come evenly. */
      readonly frameRate: Rational | null;
      readonly start: SourceStart;
      readonly width: number;
      readonly height: number;
      readonly sound: SoundFormat | null;
    }
  | { readonly kind: 'still'; readonly path: string }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'black' }
  /** What a fade through white goes through, where it is told as two dissolves. */
  | { readonly kind: 'white' }
  /** Not made, or not on this machine: its length is the written one. */
  | { readonly kind: 'missing' };

/** Between event `before - 1` and event `before`; at an end of the film one of them is not there. */
export interface SequenceTransition {
  readonly before: number;
  readonly kind: TransitionKind;
  /** `overlap`: both sides play at once. `fade`: one goes out, then the other comes in. */
  readonly way: 'overlap' | 'fade';
  /** Frames of the film before the edit point, and from it on. */
  readonly framesBefore: number;
  readonly framesAfter: number;
}

export interface SequenceOptions {
  /** The accepted take of each shot that is made, as a plan names its task. */
  readonly takes: ReadonlyMap<string, string>;
  /** Where somebody speaks in a shot's clip, by shot; absent: nobody listened, or in vain. */
  readonly speech: ReadonlyMap<string, readonly SpeechSpan[]>;
  /** The soundtracks that are on this machine, by the URL in the plan. */
  readonly music: ReadonlyMap<string, MusicFile>;
}

export function sequenceOf(
  plan: Plan,
  layout: Layout,
  { takes, speech, music }: SequenceOptions,
): Sequence {
  const { format, items, segments, timeline } = layout;
  const warnings = [...layout.warnings];
  const headings = new Map(plan.scenes.map(({ id, heading }) => [id, heading]));
  const events = items.map((found, index): SequenceEvent => {
    const { from = 0, to = 0 } = segments[index] ?? {};
    const firstFrame = timeline.firstFrames[index] ?? 0;
    const { item, source } = found;
    const task = item.kind === 'clip' ? plan.tasks.find(({ id }) => id === item.task) : undefined;
    const { cutIndex } = found;
    const { frames: clipFrames } = source;
    const at = { cutIndex, firstFrame, sourceFrom: from, sourceTo: to, clipFrames };
    const placed = placeLines(spokenShots(plan, [at], speech), format.framesPerSecond);
    warnings.push(...placed.warnings, ...timecodeTrouble(source));
    return {
      name: eventName(found, takes),
      scene: item.scene,
      heading: headings.get(item.scene) ?? null,
      media: mediaOf(found, layout),
      firstFrame,
      from,
      to,
      ...(item.kind === 'clip' &&
        task && {
          shot: {
            id: item.task,
            source: task.source,
            relation: item.relation ? `${item.relation.kind} ${item.relation.of.join(', ')}` : null,
            captions: item.captions ?? [],
            lines: placed.lines,
          },
        }),
    };
  });
  return {
    title: titleOf(plan),
    framesPerSecond: format.framesPerSecond,
    width: format.width,
    height: format.height,
    frames: timeline.frames,
    events,
    transitions: transitionsIn(timeline.pieces, events.length),
    music: musicPieces(plan, layout, music),
    chapters: chaptersOf(
      plan,
      items.map(({ cutIndex }, index) => ({
        cutIndex,
        firstFrame: timeline.firstFrames[index] ?? 0,
      })),
    ),
    lines: events.flatMap(({ shot }) => shot?.lines ?? []),
    warnings,
  };
}

/** Series, number and title, as far as the script says them. */
export function titleOf({ episode }: Pick<Plan, 'episode'>): string {
  const parts = [
    episode.series,
    episode.number === null ? null : String(episode.number),
    episode.title,
  ].filter((part) => part !== null && part !== '');
  return parts.length > 0 ? parts.join(' ') : episode.id;
}

function eventName({ item }: FilmItem, takes: SequenceOptions['takes']): string {
  switch (item.kind) {
    case 'clip':
      return takes.get(item.task) ?? item.task;
    case 'title':
      return item.text.replace(/\s+/gu, ' ').trim();
    case 'footage':
    case 'still':
      return item.url.split('/').at(-1) ?? item.url;
    case 'black':
      return 'black';
  }
}

function mediaOf({ item, source }: FilmItem, { format }: Layout): EventMedia {
  if (source.kind === 'clip') {
    const { path, frames, facts, video } = source;
    const turned = video.rotationDegrees % 180 !== 0;
    return {
      kind: 'clip',
      path,
      frames,
      keyframes:
        video.frames === frames
          ? video.packets.filter(({ isKeyframe }) => isKeyframe).map(({ rank }) => rank)
          : [],
      frameRate: video.constantFrameRate,
      start: sourceStart(video.timecode, video.constantFrameRate, format.framesPerSecond),
      width: turned ? video.height : video.width || format.width,
      height: turned ? video.width : video.height || format.height,
      sound: facts.audio
        ? { channels: facts.audio.channels, sampleRate: facts.audio.sampleRate }
        : null,
    };
  }
  if (source.kind === 'picture' && item.kind === 'still')
    return { kind: 'still', path: source.path };
  if (item.kind === 'title') return { kind: 'title', text: item.text };
  return { kind: item.kind === 'black' ? 'black' : 'missing' };
}

function timecodeTrouble(source: Source): readonly string[] {
  if (source.kind !== 'clip') return [];
  const { timecode } = source.video;
  if (timecode === undefined || isTimecode(timecode)) return [];
  return [`${source.name} says "${timecode}" for its timecode: its times are counted from zero.`];
}

/** As they came out: a transition that found no room is shorter than it was written. */
function transitionsIn(
  pieces: readonly Piece[],
  eventCount: number,
): readonly SequenceTransition[] {
  const found = new Map<number, SequenceTransition>();
  for (const piece of pieces) {
    if (piece.kind === 'run') continue;
    if (piece.kind === 'blend') {
      const frames = piece.first.to - piece.first.from;
      const framesBefore = Math.floor(frames / 2);
      const before = piece.second.segment;
      const way = 'overlap' as const;
      const framesAfter = frames - framesBefore;
      found.set(before, { before, kind: piece.transition, way, framesBefore, framesAfter });
      continue;
    }
    const before = piece.range.segment + (piece.direction === 'out' ? 1 : 0);
    const frames = piece.range.to - piece.range.from;
    const known = found.get(before);
    found.set(before, {
      before,
      kind: piece.color === 'black' ? 'fade-black' : 'fade-white',
      way: 'fade',
      framesBefore: piece.direction === 'out' ? frames : (known?.framesBefore ?? 0),
      framesAfter: piece.direction === 'in' ? frames : (known?.framesAfter ?? 0),
    });
  }
  return [...found.values()].filter(({ before }) => before <= eventCount);
}
