/**
 * A file of subtitles and the cut that it is for. One that was translated from our own export follows
 * the cut: its words stand where the lines are now. It is known by its cues: as many as ours, at least
 * half of them as long as ours to the frame, which no other file is by chance. What else a file holds
 * stands where it says.
 */
import { Failure } from '../failure.ts';
import { breakLines, fitsAsBroken } from './break-lines.ts';
import { partedCue, type Cue, type CueOptions } from './cues.ts';
import type { WrittenCue } from './subtitle-files.ts';

export interface FollowedCues {
  readonly cues: readonly Cue[];
  /** Of our own cues, those that the file leaves without words. */
  readonly missing: readonly Cue[];
  readonly warnings: readonly string[];
}

/**
 * `own` are the cues of the words as they are said. Throws Failure `configuration` with the line of a cue
 * that lies outside of the film or has no words.
 */
export function followCut(
  { cues: written, file }: { readonly cues: readonly WrittenCue[]; readonly file: string },
  own: readonly Cue[],
  options: CueOptions,
): FollowedCues {
  const placed = written.map((cue) => inFrames(cue, options));
  const pairs = own.flatMap((cue, index) => {
    const other = placed[index];
    return other ? [{ cue, other }] : [];
  });
  const alike = pairs.filter(({ cue, other }) => near(cue.to - cue.from, other.to - other.from));
  if (own.length !== placed.length || alike.length * 2 < own.length)
    return asWritten(placed, file, own, options);
  const moved = pairs.filter(({ cue, other }) => !near(cue.from, other.from));
  return {
    cues: pairs.flatMap(({ cue, other }) =>
      other.text === '' ? [cue] : broken({ ...cue, text: other.text }, options),
    ),
    missing: pairs.filter(({ other }) => other.text === '').map(({ cue }) => cue),
    warnings:
      moved.length === 0
        ? []
        : [
            `${file}: ${moved.length} of its ${own.length} subtitles stand elsewhere in this cut, and are moved to where their lines are.`,
          ],
  };
}

type PlacedCue = Pick<Cue, 'from' | 'to'> & Pick<WrittenCue, 'line' | 'text'>;

function inFrames(
  { line, text, fromSeconds, toSeconds }: WrittenCue,
  { framesPerSecond }: CueOptions,
): PlacedCue {
  const from = Math.round(fromSeconds * framesPerSecond);
  return { line, text, from, to: Math.max(from + 1, Math.round(toSeconds * framesPerSecond)) };
}

/** Times of a file are rounded to milliseconds, and by some programs to hundredths. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1;
}

function asWritten(
  placed: readonly PlacedCue[],
  file: string,
  own: readonly Cue[],
  options: CueOptions,
): FollowedCues {
  const { frames, framesPerSecond } = options;
  for (const { line, text, to } of placed) {
    if (text === '')
      throw new Failure('configuration', `${file}:${line}: this subtitle has no words.`);
    if (to > frames)
      throw new Failure(
        'configuration',
        `${file}:${line}: this subtitle stands until ${(to / framesPerSecond).toFixed(2)} s, and the film lasts ${(frames / framesPerSecond).toFixed(2)} s.`,
        {
          hint: 'The file was made for another cut. Translate the lines of this one: `scene export FILE --to po` gives a list whose times cannot grow old.',
        },
      );
  }
  return {
    cues: placed.flatMap((cue) => broken(cue, options)),
    missing: [],
    warnings: [
      `${file}: its ${placed.length} subtitles are not the ${own.length} of this cut, so they stand at the times that it says.`,
    ],
  };
}

/** In the translator's own lines where these fit. */
function broken(
  cue: Pick<Cue, 'from' | 'to'> & { readonly text: string },
  { shape }: CueOptions,
): readonly Cue[] {
  const lines = cue.text.split('\n').map((line) => line.trim());
  return fitsAsBroken(lines, shape)
    ? [{ from: cue.from, to: cue.to, lines }]
    : partedCue(cue, breakLines(cue.text, shape));
}
