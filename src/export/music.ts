/**
 * The soundtrack as an editor's program lays it: pieces of files on a track of their own, one after the
 * other where music begins again. Its ducking under speech is of the film's mix and not among them.
 */
import { musicFades } from '../episode/arguments/music.ts';
import type { Layout } from '../episode/lay-out.ts';
import { musicStretches, type MusicStretch } from '../episode/music-regions.ts';
import type { Plan } from '../plan/plan.ts';

/** A soundtrack's file on this machine. */
export interface MusicFile {
  /** Absolute. */
  readonly path: string;
  readonly seconds: number;
  readonly sound: SoundFormat;
}

export interface SoundFormat {
  readonly channels: number;
  /** Hz. */
  readonly sampleRate: number;
}

export interface MusicPiece {
  /** The file's name in the script. */
  readonly name: string;
  readonly path: string;
  /** Whole frames of the film's rate that the file has. */
  readonly fileFrames: number;
  readonly sound: SoundFormat;
  /** Of the film. */
  readonly firstFrame: number;
  /** Frames of the file `from` up to, not including, `to` play. */
  readonly from: number;
  readonly to: number;
  readonly levelDb: number;
  readonly fadeInFrames: number;
  readonly fadeOutFrames: number;
}

/** @param files what is here, by the URL in the plan; music that is not among them is left out */
export function musicPieces(
  plan: Plan,
  { items, timeline, format }: Pick<Layout, 'items' | 'timeline' | 'format'>,
  files: ReadonlyMap<string, MusicFile>,
): readonly MusicPiece[] {
  return musicStretches(items, timeline, plan).flatMap((stretch) => {
    const file = stretch.soundtrack && files.get(stretch.soundtrack.url);
    return file ? piecesOf(stretch, file, format.framesPerSecond) : [];
  });
}

/** Where music begins again is counted without rounding, so that it stays where the film has it. */
function piecesOf(
  { firstFrame, frames, fromFrame, soundtrack }: MusicStretch,
  { path, seconds, sound }: MusicFile,
  framesPerSecond: number,
): readonly MusicPiece[] {
  const loop = seconds * framesPerSecond;
  const fileFrames = Math.floor(loop);
  if (fileFrames === 0) return [];
  const { rise, fall } = musicFades(frames, {
    perSecond: framesPerSecond,
    fromItsStart: fromFrame === 0,
  });
  const pieces: MusicPiece[] = [];
  for (let time = Math.floor(fromFrame / loop); time * loop < fromFrame + frames; time++) {
    const begins = Math.round(time * loop);
    const from = Math.max(0, fromFrame - begins);
    const to = Math.min(Math.round((time + 1) * loop), fromFrame + frames, begins + fileFrames);
    if (to - begins <= from) continue;
    pieces.push({
      name: soundtrack?.url.split('/').at(-1) ?? '',
      path,
      fileFrames,
      sound,
      firstFrame: firstFrame + begins + from - fromFrame,
      from,
      to: to - begins,
      levelDb: soundtrack?.levelDb ?? 0,
      fadeInFrames: 0,
      fadeOutFrames: 0,
    });
  }
  return pieces.map((piece, index) => ({
    ...piece,
    fadeInFrames: index === 0 ? Math.min(rise, piece.to - piece.from) : 0,
    fadeOutFrames: index === pieces.length - 1 ? Math.min(fall, piece.to - piece.from) : 0,
  }));
}
