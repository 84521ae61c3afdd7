/**
 * OpenTimelineIO JSON (Timeline.1, Clip.2), after the serialised-data model of its documentation:
 * https://opentimelineio.readthedocs.io/en/stable/tutorials/otio-serialized-schema.html
 */
import { abutting, type AbuttingEvent } from './abutting.ts';
import { dissolved } from './dissolved.ts';
import { markerWords, scriptPlace } from './marker-words.ts';
import { fileUrl } from './media-url.ts';
import type { EventMedia, Sequence, SequenceEvent, SequenceTransition } from './sequence.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
interface Schema {
  readonly OTIO_SCHEMA: string;
  readonly [key: string]: Json;
}

export function otioOf(film: Sequence): string {
  const sequence = dissolved(film);
  const times = timesAt(sequence.framesPerSecond);
  const timeline: Schema = {
    OTIO_SCHEMA: 'Timeline.1',
    name: sequence.title,
    metadata: {
      scenewright: { width: sequence.width, height: sequence.height, aiGenerated: true },
    },
    global_start_time: null,
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      name: 'tracks',
      metadata: {},
      source_range: null,
      effects: [],
      markers: sequence.chapters.map(({ firstFrame, title }) =>
        marker(title, { color: 'PURPLE', range: times.range(firstFrame, 1), comment: title }),
      ),
      enabled: true,
      children: [
        track(sequence, 'Video', times),
        track(sequence, 'Audio', times),
        ...(sequence.music.length > 0 ? [musicTrack(sequence, times)] : []),
      ],
    },
  };
  return `${JSON.stringify(timeline, null, 2)}\n`;
}

interface Times {
  readonly rate: number;
  time(frame: number): Schema;
  range(from: number, frames: number): Schema;
}

function timesAt(rate: number): Times {
  const time = (value: number): Schema => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
  return {
    rate,
    time,
    range: (from, frames) => ({
      OTIO_SCHEMA: 'TimeRange.1',
      start_time: time(from),
      duration: time(frames),
    }),
  };
}

function track(sequence: Sequence, kind: 'Video' | 'Audio', times: Times): Schema {
  const children = abutting(sequence).flatMap((placed): readonly Schema[] => [
    ...(placed.transition ? [transition(placed.transition, times)] : []),
    isSeen(placed.event.media, kind) ? clip(placed, kind, times) : gap(placed, times),
  ]);
  return trackOf(kind === 'Video' ? 'V1' : 'A1', kind, children);
}

function trackOf(name: string, kind: 'Video' | 'Audio', children: readonly Schema[]): Schema {
  return {
    OTIO_SCHEMA: 'Track.1',
    name,
    kind,
    metadata: {},
    source_range: null,
    effects: [],
    markers: [],
    enabled: true,
    children,
  };
}

/** The schema has no word for a level or a fade: they are told in the metadata. */
function musicTrack({ music, frames }: Sequence, times: Times): Schema {
  const children: Schema[] = [];
  let frame = 0;
  for (const piece of music) {
    if (piece.firstFrame > frame) children.push(silence(piece.firstFrame - frame, times));
    const { name, path, from, to, fileFrames, levelDb, fadeInFrames, fadeOutFrames } = piece;
    children.push({
      OTIO_SCHEMA: 'Clip.2',
      name,
      metadata: { scenewright: { levelDb, fadeInFrames, fadeOutFrames } },
      source_range: times.range(from, to - from),
      effects: [],
      markers: [],
      enabled: true,
      media_references: { DEFAULT_MEDIA: external({ name, path, frames: fileFrames }, times) },
      active_media_reference_key: 'DEFAULT_MEDIA',
    });
    frame = piece.firstFrame + to - from;
  }
  if (frames > frame) children.push(silence(frames - frame, times));
  return trackOf('A2', 'Audio', children);
}

/** Black is a gap, as editors' programs make it; so is silence. */
function isSeen(media: EventMedia, kind: 'Video' | 'Audio'): boolean {
  if (media.kind === 'black') return false;
  if (kind === 'Video' || media.kind === 'missing') return true;
  return media.kind === 'clip' && media.sound !== null;
}

function clip(placed: AbuttingEvent, kind: 'Video' | 'Audio', times: Times): Schema {
  const { event, sourceIn, sourceOut } = placed;
  const { shot } = event;
  return {
    OTIO_SCHEMA: 'Clip.2',
    name: event.name,
    metadata: {
      scenewright: {
        scene: event.scene,
        ...(shot && { shot: shot.id, script: scriptPlace(shot.source) }),
        ...(shot?.relation ? { relation: shot.relation } : {}),
        ...(shot && shot.captions.length > 0 ? { captions: shot.captions } : {}),
      },
    },
    source_range: times.range(mediaStart(event, times) + sourceIn, sourceOut - sourceIn),
    effects: [],
    markers: kind === 'Video' ? lineMarkers(placed, times) : [],
    enabled: true,
    media_references: { DEFAULT_MEDIA: reference(placed, times) },
    active_media_reference_key: 'DEFAULT_MEDIA',
  };
}

/** The frame at which the file's own time begins: the nearest where the file has another rate. */
function mediaStart({ media }: SequenceEvent, { rate }: Times): number {
  if (media.kind !== 'clip') return 0;
  const { numerator, denominator } = media.start.seconds;
  return Math.round((numerator * rate) / denominator);
}

/** In the clip's own time, which is that of its media. */
function lineMarkers({ event }: AbuttingEvent, times: Times): readonly Schema[] {
  const { shot } = event;
  if (!shot) return [];
  return shot.lines.map((line) =>
    marker(markerWords(line), {
      color: 'GREEN',
      range: times.range(
        mediaStart(event, times) + line.firstFrame - event.firstFrame + event.from,
        line.frames,
      ),
      comment: `${markerWords(line)} · ${scriptPlace({ ...shot.source, line: line.line })}`,
    }),
  );
}

/** @param about some programs show the comment and not the name, so it says as much */
function marker(
  name: string,
  about: { readonly color: string; readonly range: Schema; readonly comment: string },
): Schema {
  const { color, range, comment } = about;
  return { OTIO_SCHEMA: 'Marker.2', name, metadata: {}, color, comment, marked_range: range };
}

function gap({ event, sourceIn, sourceOut }: AbuttingEvent, times: Times): Schema {
  const name = event.media.kind === 'black' ? 'black' : '';
  return { ...silence(sourceOut - sourceIn, times), name };
}

function silence(frames: number, times: Times): Schema {
  return {
    OTIO_SCHEMA: 'Gap.1',
    name: '',
    metadata: {},
    source_range: times.range(0, frames),
    effects: [],
    markers: [],
    enabled: true,
  };
}

function reference({ event }: AbuttingEvent, times: Times): Schema {
  const { media, name } = event;
  const base = { name, metadata: {}, available_image_bounds: null };
  switch (media.kind) {
    case 'clip':
      return external({ name, ...media, firstFrame: mediaStart(event, times) }, times);
    case 'still':
      return external({ name, ...media }, times);
    case 'title':
      return {
        OTIO_SCHEMA: 'GeneratorReference.1',
        ...base,
        generator_kind: 'Title',
        parameters: { text: media.text },
        available_range: null,
      };
    case 'white':
      return {
        OTIO_SCHEMA: 'GeneratorReference.1',
        ...base,
        generator_kind: 'SolidColor',
        parameters: { color: 'white' },
        available_range: null,
      };
    case 'black':
    case 'missing':
      return { OTIO_SCHEMA: 'MissingReference.1', ...base, available_range: null };
  }
}

/** @param file a still has no frames of its own */
function external(
  file: {
    readonly name: string;
    readonly path: string;
    readonly frames?: number;
    readonly firstFrame?: number;
  },
  times: Times,
): Schema {
  const { frames, firstFrame = 0 } = file;
  return {
    OTIO_SCHEMA: 'ExternalReference.1',
    name: file.name,
    metadata: {},
    available_image_bounds: null,
    target_url: fileUrl(file.path),
    available_range: frames === undefined ? null : times.range(firstFrame, frames),
  };
}

function transition(placed: SequenceTransition, times: Times): Schema {
  return {
    OTIO_SCHEMA: 'Transition.1',
    name: placed.kind,
    transition_type: dissolves.has(placed.kind) ? 'SMPTE_Dissolve' : 'Custom_Transition',
    in_offset: times.time(placed.framesBefore),
    out_offset: times.time(placed.framesAfter),
    metadata: { scenewright: { transition: placed.kind } },
  };
}

/** Of the one kind that the schema names; all others are custom, told by their name. */
const dissolves: ReadonlySet<string> = new Set(['dissolve', 'fade-black', 'fade-white']);
