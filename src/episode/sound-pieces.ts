/** The timeline's pieces as the sound hears them. */
import type { SoundPiece, SoundView } from './arguments/sound.ts';
import type { Cut } from './parts.ts';
import type { Piece, Span } from './timeline.ts';

export function soundPieces(pieces: readonly Piece[], cut: Cut): readonly SoundPiece[] {
  return pieces.map((piece): SoundPiece => {
    switch (piece.kind) {
      case 'run':
        return { kind: 'run', view: viewOf(piece.span, cut) };
      case 'fade':
        return { kind: 'fade', direction: piece.direction, view: viewOf(piece.span, cut) };
      case 'blend':
        return {
          kind: 'blend',
          first: viewOf(piece.first, cut),
          second: viewOf(piece.second, cut),
        };
    }
  });
}

function viewOf({ segment, from, to }: Span, cut: Cut): SoundView {
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
    },
    from,
    to,
  };
}
