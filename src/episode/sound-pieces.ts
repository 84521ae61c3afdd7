/**
 * The timeline's pieces as the sound hears them. Where one source ends and another begins, the two
 * sounds cross over a few milliseconds, so that nothing clicks: into what the earlier has left behind
 * the cut, else out of what the later has before it; where neither has any, each falls and rises alone.
 */
import { sampleRate, type SoundPiece, type SoundView } from './arguments/sound.ts';
import type { Cut } from './parts.ts';
import type { Piece, FrameRange } from './timeline.ts';

/** 5 ms: no click, and too short to be heard as a dip. */
export const crossSamples = sampleRate / 200;

/** `speaks` says of a segment, by its number, whether there is dialogue in it. */
export function soundPieces(
  pieces: readonly Piece[],
  cut: Cut,
  speaks: (segment: number) => boolean,
): readonly SoundPiece[] {
  const joints = pieces.slice(1).map((piece, index) => jointOf(pieces[index], piece, cut));
  return pieces.map((piece, index): SoundPiece => {
    const before = joints[index - 1] ?? filmEnd;
    const after = joints[index] ?? filmEnd;
    const ends = {
      leadSamples: before.over === 'before' ? crossSamples : 0,
      trailSamples: after.over === 'behind' ? crossSamples : 0,
      rises: before.cut,
      falls: after.cut,
    };
    switch (piece.kind) {
      case 'run':
        return {
          kind: 'run',
          view: viewOf(piece.range, cut),
          ...ends,
          speech: speaks(piece.range.segment),
        };
      case 'fade':
        return {
          kind: 'fade',
          direction: piece.direction,
          view: viewOf(piece.range, cut),
          ...ends,
          speech: speaks(piece.range.segment),
        };
      case 'blend':
        return {
          kind: 'blend',
          first: viewOf(piece.first, cut),
          second: viewOf(piece.second, cut),
          ...ends,
          speech: speaks(piece.first.segment) || speaks(piece.second.segment),
        };
    }
  });
}

interface Joint {
  /** False where one source goes on, sample by sample. */
  readonly cut: boolean;
  /** On which side of the cut both are heard. */
  readonly over: 'before' | 'behind' | 'neither';
}

const filmEnd: Joint = { cut: true, over: 'neither' };

function jointOf(earlier: Piece | undefined, later: Piece, cut: Cut): Joint {
  if (!earlier) return filmEnd;
  const from = earlier.kind === 'blend' ? earlier.second : earlier.range;
  const to = later.kind === 'blend' ? later.first : later.range;
  if (from.segment === to.segment) return { cut: false, over: 'neither' };
  // What has faded has nothing left to cross with.
  if (earlier.kind === 'fade' || later.kind === 'fade') return { cut: true, over: 'neither' };
  if (samplesBehind(from, cut) >= crossSamples) return { cut: true, over: 'behind' };
  return { cut: true, over: samplesBefore(to, cut) >= crossSamples ? 'before' : 'neither' };
}

function samplesBehind(range: FrameRange, cut: Cut): number {
  const { audio } = viewOf(range, cut);
  if (!audio) return 0;
  const end = (audio.offsetSeconds + audio.durationSeconds) * sampleRate;
  return end - range.to * (sampleRate / cut.format.framesPerSecond);
}

function samplesBefore(range: FrameRange, cut: Cut): number {
  const { audio } = viewOf(range, cut);
  if (!audio) return 0;
  const start = Math.max(0, audio.offsetSeconds * sampleRate);
  return range.from * (sampleRate / cut.format.framesPerSecond) - start;
}

function viewOf({ segment, from, to }: FrameRange, cut: Cut): SoundView {
  const source = cut.sources[cut.segments[segment]?.source ?? -1];
  if (source?.kind !== 'clip' || !source.facts.audio) return { audio: undefined, from, to };
  const { audio, demuxer } = source.facts;
  // A decoder swallows the encoder's run-in, which some files show as a start before zero.
  const start = audio.startSeconds < 0 && audio.startSeconds > -0.1 ? 0 : audio.startSeconds;
  return {
    audio: {
      path: source.path,
      demuxer,
      stream: audio.index,
      channels: audio.channels,
      offsetSeconds: start - source.video.startSeconds,
      durationSeconds: audio.durationSeconds,
    },
    from,
    to,
  };
}
