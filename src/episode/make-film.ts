/**
 * From parts and sounds to the film's file: pictures and sound are made side by side, laid together with
 * its words and names, looked at once more, and put in the old film's place.
 */
import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../disk-trouble.ts';
import { Failure } from '../failure.ts';
import { probe } from '../ffmpeg/probe.ts';
import type { MusicRegion } from './arguments/music.ts';
import type { SoundPiece } from './arguments/sound.ts';
import type { FilmFormat } from './film-format.ts';
import type { Finishing } from './finish/arguments.ts';
import { finish } from './finish/finish.ts';
import { joinPictures } from './join.ts';
import { makeParts, type MadePart, type MakeOptions } from './make-parts.ts';
import type { Part } from './parts.ts';
import type { AssembleProgress, LoudnessReport } from './report.ts';
import { makeSound } from './sound.ts';

export interface FilmToMake {
  /** Of the pictures, in order. */
  readonly parts: readonly Part[];
  /** Of the sound, in order; as long as the pictures. */
  readonly pieces: readonly SoundPiece[];
  readonly regions: readonly MusicRegion[];
  readonly targetLufs: number;
  readonly frames: number;
  readonly format: FilmFormat;
}

export interface MakeFilmOptions extends Omit<MakeOptions, 'onPart'> {
  /** Of this film alone: its pieces are kept in it. */
  readonly folder: string;
  /** Absolute. */
  readonly output: string;
  readonly progress: (progress: AssembleProgress) => void;
}

/** Throws Failure `ffmpeg-failed`, or the signal's reason, once every child has ended. */
export async function makeFilm(
  film: FilmToMake,
  finishing: Finishing,
  options: MakeFilmOptions,
): Promise<{ readonly made: readonly MadePart[]; readonly loudness: LoudnessReport }> {
  const { folder, signal } = options;
  await sweepNewFilms(folder);
  const pictures = `${newFilm(folder)}.pictures.mp4`;
  const stop = new AbortController();
  const stoppable = {
    ...options,
    signal: AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]),
  };
  try {
    const [made, sound] = await together(
      [makePictures(film, pictures, stoppable), makeFilmSound(film, stoppable)],
      stop,
    );
    const length = { frames: film.frames, framesPerSecond: film.format.framesPerSecond };
    await copyFile(sound.path, soundOf(folder));
    await finishFilm(pictures, finishing, { ...options, ...length });
    return { made, loudness: sound.loudness };
  } finally {
    await rm(pictures, { force: true });
  }
}

export interface FinishFilmOptions extends Pick<
  MakeFilmOptions,
  'folder' | 'output' | 'staging' | 'signal' | 'progress' | 'warn'
> {
  readonly frames: number;
  readonly framesPerSecond: number;
}

/**
 * The sound of the film whose folder it is, as frames of AAC: it stays, for out of a film it would come
 * with another end.
 */
export function soundOf(folder: string): string {
  return join(folder, 'sound.aac');
}

/** Of pictures and the folder's sound: the film in its place. Throws Failure `ffmpeg-failed`. */
export async function finishFilm(
  pictures: string,
  finishing: Finishing,
  options: FinishFilmOptions,
): Promise<void> {
  const { folder, output, progress, warn } = options;
  const fresh = `${newFilm(folder)}.mp4`;
  progress({ stage: 'join', done: 0, total: 1 });
  try {
    const film = { pictures, sound: soundOf(folder) };
    const warnings = await finish(film, finishing, { ...options, output: fresh });
    for (const warning of warnings) warn(`ffmpeg: ${warning}`);
    await verify(fresh, options);
    await replace(fresh, output);
  } finally {
    await rm(fresh, { force: true });
  }
  progress({ stage: 'join', done: 1, total: 1 });
}

async function makePictures(
  { parts, format }: FilmToMake,
  output: string,
  options: MakeFilmOptions,
): Promise<readonly MadePart[]> {
  const { folder, staging, signal, progress, warn } = options;
  let done = 0;
  const made = await makeParts(parts, {
    ...options,
    folder: join(folder, 'pieces'),
    onPart: () => {
      progress({ stage: 'pictures', done: (done += 1), total: parts.length });
    },
  });
  const { warnings } = await joinPictures(made, { output, staging, format, signal });
  for (const warning of warnings) warn(`ffmpeg: ${warning}`);
  return made;
}

function makeFilmSound(
  { pieces, regions, targetLufs, format }: FilmToMake,
  { staging, signal, progress }: MakeFilmOptions,
): ReturnType<typeof makeSound> {
  return makeSound(pieces, regions, {
    staging,
    framesPerSecond: format.framesPerSecond,
    targetLufs,
    signal,
    onBatch: (done, total) => {
      progress({ stage: 'sound', done, total });
    },
  });
}

/** Both, or the first failure once the other has stopped: a folder must not vanish under a child. */
async function together<A, B>(
  work: readonly [Promise<A>, Promise<B>],
  stop: AbortController,
): Promise<readonly [A, B]> {
  const both = Promise.all(work);
  try {
    return await both;
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(work);
    throw error;
  }
}

const prefix = 'new-';

/** Where a film is made, without an ending. */
function newFilm(folder: string): string {
  return join(folder, `${prefix}${process.pid}`);
}

/** What a kill has left half done. */
async function sweepNewFilms(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(prefix)) await rm(join(folder, name), { force: true });
}

/** In one step, so that there is always a whole film; from another disk it is brought beside first. */
async function replace(fresh: string, output: string): Promise<void> {
  await makeFolder(dirname(output));
  try {
    await rename(fresh, output);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const beside = `${output}.new`;
    await copyFile(fresh, beside);
    await rename(beside, output);
  }
}

/** The film is read once more before it takes the old one's place. */
async function verify(
  path: string,
  { frames, framesPerSecond }: Pick<FinishFilmOptions, 'frames' | 'framesPerSecond'>,
): Promise<void> {
  const { video, audio, damage } = await probe(path);
  const seconds = frames / framesPerSecond;
  const rate = video?.constantFrameRate;
  const findings: readonly (string | false)[] = [
    damage !== undefined && `it is damaged: ${damage}`,
    video?.frames !== frames && `it has ${video?.frames ?? 0} frames, not ${frames}`,
    (!rate || rate.numerator !== framesPerSecond * rate.denominator) &&
      'its frames do not follow evenly',
    Math.abs((audio?.durationSeconds ?? 0) - seconds) > 1 / framesPerSecond &&
      `its sound lasts ${audio?.durationSeconds ?? 0} s, not ${seconds.toFixed(3)} s`,
  ];
  const wrong = findings.filter((finding) => finding !== false);
  if (wrong.length > 0)
    throw new Failure('ffmpeg-failed', `The film came out wrong: ${wrong.join(', ')}.`, {
      hint: 'This is a fault of ours or of this ffmpeg: please report it with the output of `scene doctor`.',
    });
}
