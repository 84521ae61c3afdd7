/** The command that joins the parts to the film's pictures. */
import type { FfmpegArguments } from '../../ffmpeg/run.ts';
import { protocolGuard } from '../../ffmpeg/demuxer.ts';

export interface ListedPart {
  /** A plain name beside the list. */
  readonly name: string;
  readonly frames: number;
  readonly startSeconds: number;
}

/**
 * The list of the concat demuxer. Durations are differences of rounded sums, so that the rounding to
 * microseconds does not add up; `inpoint` makes the pictures' first frame the zero of a file whose
 * sound begins earlier.
 */
export function joinList(parts: readonly ListedPart[], framesPerSecond: number): string {
  const lines = ['ffconcat version 1.0'];
  let frame = 0;
  for (const part of parts) {
    const start = microseconds(frame, framesPerSecond);
    frame += part.frames;
    lines.push(
      `file ${part.name}`,
      `inpoint ${part.startSeconds.toFixed(6)}`,
      `duration ${((microseconds(frame, framesPerSecond) - start) / 1e6).toFixed(6)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/**
 * The pictures, copied. The clips' own decoding times cross at a joint where encoders hold
 * back other numbers of frames: they are thrown away and computed again from the order of showing.
 * The film's clock is that of its pieces, in whose ticks a frame is a whole number: no time stamp is
 * rounded. (With one tick a frame a player that is sent between two frames goes to the later one.)
 */
export function joinPicturesArguments(listPath: string, timescale: number): FfmpegArguments {
  return {
    inputs: [
      {
        source: listPath,
        options: ['-copyts', '-fflags', '+igndts', ...protocolGuard, '-f', 'concat', '-safe', '1'],
      },
    ],
    options: [
      ...['-map', '0:v:0', '-c', 'copy', '-video_track_timescale', String(timescale)],
      ...['-map_metadata', '-1', '-fflags', '+bitexact'],
    ],
  };
}

function microseconds(frame: number, framesPerSecond: number): number {
  return Math.round((frame * 1e6) / framesPerSecond);
}
