/**
 * The film's own format, and how far a clip is from it. Clips of one service are alike in everything,
 * so the format follows what most of them are; what differs is encoded again and the report says why.
 */
import type { Rational, VideoFacts } from '../ffmpeg/probe.ts';
import type { ClipSource } from './sources.ts';

export interface FilmFormat {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Ticks a second of every piece, whole ones a frame: the list is read in the first piece's ticks. */
  readonly timescale: number;
  /** 0, 1 or 2: all pieces hold back as many, or their time stamps would cross at a joint. */
  readonly reorderFrames: number;
  readonly color: {
    readonly space: string | undefined;
    readonly primaries: string | undefined;
    readonly transfer: string | undefined;
  };
}

/** Ticks a frame below which players lose their way between two frames. */
const finestSeek = 100;

export function filmFormat(
  clips: readonly ClipSource[],
  film: { readonly width: number | null; readonly height: number | null; readonly fps: number },
): FilmFormat {
  const first = clips[0] && shownSize(clips[0].video);
  const width = film.width ?? first?.width ?? 1280;
  const height = film.height ?? first?.height ?? 720;
  const alike = clips.filter(
    ({ video }) => unlikeBase(video, { width, height, framesPerSecond: film.fps }).length === 0,
  );
  const typical = alike.map(({ video }) => video);
  return {
    width,
    height,
    framesPerSecond: film.fps,
    timescale:
      mostCommon(
        typical
          .map(({ timeBase }) => timeBase.denominator)
          .filter((ticks) => ticks % film.fps === 0 && ticks >= film.fps * finestSeek),
      ) ?? film.fps * 512,
    reorderFrames: mostCommon(typical.map(({ reorderFrames }) => reorderFrames)) ?? 2,
    color: {
      space: mostCommon(typical.map(({ colorSpace }) => colorSpace)),
      primaries: mostCommon(typical.map(({ colorPrimaries }) => colorPrimaries)),
      transfer: mostCommon(typical.map(({ colorTransfer }) => colorTransfer)),
    },
  };
}

/** Why the coded pictures of a clip cannot stand in the film as they are; empty where they can. */
export function unlikeFilm(video: VideoFacts, format: FilmFormat): readonly string[] {
  const differences = [...unlikeBase(video, format)];
  if (video.reorderFrames !== format.reorderFrames)
    differences.push(`its frames are put in order over ${video.reorderFrames}`);
  if (video.colorSpace !== format.color.space)
    differences.push(`its colours are ${video.colorSpace ?? 'not named'}`);
  return differences;
}

/** Width and height as a player shows the clip: turned, and with square pixels; even numbers. */
function shownSize(video: VideoFacts): { readonly width: number; readonly height: number } {
  const { numerator, denominator } = video.sampleAspectRatio;
  const wide = even((video.width * numerator) / denominator);
  const high = even(video.height);
  return video.rotationDegrees % 180 === 0
    ? { width: wide, height: high }
    : { width: high, height: wide };
}

const copiedProfiles = ['Constrained Baseline', 'Baseline', 'Main', 'High'];

function unlikeBase(
  video: VideoFacts,
  film: { readonly width: number; readonly height: number; readonly framesPerSecond: number },
): readonly string[] {
  const { sampleAspectRatio: pixel, constantFrameRate: rate } = video;
  const findings: readonly (string | false)[] = [
    video.codec !== 'h264' && `it is ${video.codec}`,
    video.codec === 'h264' &&
      !copiedProfiles.includes(video.profile ?? '') &&
      `its profile is ${video.profile ?? 'not named'}`,
    video.pixelFormat !== 'yuv420p' && `its pixels are ${video.pixelFormat ?? 'not named'}`,
    (video.width !== film.width || video.height !== film.height) &&
      `it is ${video.width}x${video.height}`,
    pixel.numerator !== pixel.denominator && 'its pixels are not square',
    video.rotationDegrees !== 0 && `it is turned by ${video.rotationDegrees} degrees`,
    rate === null && 'its frames do not follow evenly',
    rate !== null &&
      rate.numerator !== rate.denominator * film.framesPerSecond &&
      `it has ${ratio(rate)} frames a second`,
    video.discardedFrames > 0 && 'it hides frames',
    video.packets[0]?.isKeyframe !== true && 'it does not begin with a keyframe',
    video.reorderFrames > 2 && `its frames are put in order over ${video.reorderFrames}`,
    video.fieldOrder !== undefined &&
      !['progressive', 'unknown'].includes(video.fieldOrder) &&
      'it is interlaced',
  ];
  return findings.filter((finding) => finding !== false);
}

function mostCommon<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  // The sort keeps the order of those that are equally common.
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function even(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2);
}

function ratio({ numerator, denominator }: Rational): string {
  return String(Math.round((numerator / denominator) * 1000) / 1000);
}
