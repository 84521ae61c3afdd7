/**
 * The cutting room: a plan's cut and the clips that were made become one film. Pictures that need no
 * change are taken over as they are coded; sound is made exact piece by piece; both are joined once.
 * The old film stays whole until the new one is.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { locateTools } from '../ffmpeg/locate.ts';
import { probe } from '../ffmpeg/probe.ts';
import { openStaging, type Staging } from '../ffmpeg/staging.ts';
import type { Plan } from '../plan/plan.ts';
import type { Cue } from '../subtitles/cues.ts';
import { openContentNames } from './content-names.ts';
import { recipeOf } from './cut-recipe.ts';
import { keepRecord, unchangedFilm } from './film-record.ts';
import { findItems, type FilmItem } from './items.ts';
import { drawCaptions, drawSubtitles } from './overlays.ts';
import { joinFilm } from './join.ts';
import { loudnessWarnings } from './loudness.ts';
import { makeParts, type MadePart } from './make-parts.ts';
import { musicRegions } from './music-regions.ts';
import { partsOf, type Cut } from './parts.ts';
import type {
  AssembleProgress,
  AssembleReport,
  EncodedPart,
  PlacedFilm,
  PlacedItem,
} from './report.ts';
import { cutSegments } from './segments.ts';
import { makeSound } from './sound.ts';
import { soundPieces } from './sound-pieces.ts';
import { buildTimeline, type Timeline } from './timeline.ts';
import { transitionsOf } from './transitions.ts';

export interface AssembleOptions {
  readonly plan: Plan;
  /** The folder that the plan's `file:` paths are relative to; absolute. */
  readonly root: string;
  /** Absolute paths of the clips, by the shot's id. */
  readonly clips: ReadonlyMap<string, string>;
  /** Local copies of remote media that the cut or the soundtrack names, by URL. */
  readonly fetched?: ReadonlyMap<string, string>;
  /** The film to write; absolute. */
  readonly output: string;
  /** Encoded pieces are kept here for the next assembly. Its content may be deleted at any time. */
  readonly workDir: string;
  /** What stands for a clip that is not there; without it that is a failure. */
  readonly gaps?: 'refuse' | 'slate';
  /**
   * Words to burn into the pictures, once it is known where everything stands. The film is known by its
   * plan and its clips: they must follow from the plan's dialogue and the clips alone.
   */
  readonly burn?: (film: PlacedFilm) => readonly Cue[];
  readonly onProgress?: (progress: AssembleProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes the film and says what was done. Throws Failure: `file-missing` or `clip-unusable` with the
 * shot's name, `ffmpeg-missing`, `ffmpeg-failed`; or the signal's reason, once every child has ended.
 */
export async function assemble(options: AssembleOptions): Promise<AssembleReport> {
  const staging = await openStaging();
  try {
    return await assembleIn(staging, options);
  } finally {
    await staging.remove();
  }
}

async function assembleIn(staging: Staging, options: AssembleOptions): Promise<AssembleReport> {
  const { plan, signal } = options;
  const warnings = new Set<string>();
  const warn = (message: string): void => void warnings.add(message);
  const progress = options.onProgress ?? (() => undefined);
  const tools = await locateTools();
  const output = resolve(options.output);
  const folder = join(resolve(options.workDir), folderOf(output));
  await mkdir(folder, { recursive: true });
  const contents = await openContentNames(join(folder, 'contents.json'));
  const recipe = await recipeOf(options, tools, contents);
  await contents.save();
  const record = join(folder, 'film.json');
  const before = await unchangedFilm<AssembleReport>(record, recipe, output);
  if (before) return { ...before, output, unchanged: true };

  const { items, format } = await findItems({ ...options, staging, warn, progress });
  const { segments, seams } = await cutSegments(items, {
    ...options,
    staging,
    format,
    warn,
    progress,
  });
  const timeline = buildTimeline(segments, transitionsOf(plan.cut, format.framesPerSecond));
  for (const warning of timeline.warnings) warn(warning);
  if (timeline.frames === 0)
    throw new Failure(
      'clip-unusable',
      'The cut of this episode is empty: there is nothing to film.',
    );

  const placed: PlacedFilm = {
    width: format.width,
    height: format.height,
    framesPerSecond: format.framesPerSecond,
    frames: timeline.frames,
    items: placedItems(items, timeline, segments),
  };
  const drawing = { staging, format, warn };
  const captions = await drawCaptions(items, drawing);
  const cues = options.burn?.(placed) ?? [];
  const cut: Cut = {
    segments,
    sources: items.map(({ source }) => source),
    format,
    captions,
    subtitles: await drawSubtitles(cues, placed.items, captions, drawing),
  };
  const parts = partsOf(timeline.pieces, cut);
  const regions = await musicRegions(items, timeline, options);
  const stop = new AbortController();
  const either = AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
  let done = 0;
  const [made, sound] = await together(
    [
      makeParts(parts, {
        folder: join(folder, 'pieces'),
        staging,
        toolIdentity: tools.identity,
        contents,
        signal: either,
        warn,
        onPart: () => {
          progress({ stage: 'pictures', done: (done += 1), total: parts.length });
        },
      }),
      makeSound(soundPieces(timeline.pieces, cut, speakingSegments(items, plan)), regions, {
        staging,
        framesPerSecond: format.framesPerSecond,
        targetLufs: plan.film.loudness,
        signal: either,
        onBatch: (batch, total) => {
          progress({ stage: 'sound', done: batch, total });
        },
      }),
    ],
    stop,
  );

  progress({ stage: 'join', done: 0, total: 1 });
  await sweepNewFilms(folder);
  const fresh = join(folder, `${newFilm}${process.pid}.mp4`);
  try {
    const joined = await joinFilm(made, sound.path, { output: fresh, staging, format, signal });
    for (const warning of joined.warnings) warn(`ffmpeg: ${warning}`);
    await verify(fresh, timeline.frames, format.framesPerSecond);
    await replace(fresh, output);
  } finally {
    await rm(fresh, { force: true });
  }
  progress({ stage: 'join', done: 1, total: 1 });
  for (const warning of loudnessWarnings(sound.loudness)) warn(warning);
  const report: AssembleReport = {
    output,
    unchanged: false,
    ...placed,
    seams,
    ...encodedParts(made),
    loudness: sound.loudness,
    warnings: [...warnings],
  };
  await contents.save();
  await keepRecord(record, recipe, output, report);
  return report;
}

/** Each film has its own: another episode's pieces are not what is left over of this one. */
function folderOf(output: string): string {
  return createHash('sha256').update(output).digest('hex').slice(0, 16);
}

const newFilm = 'new-';

/** What a kill has left half done. */
async function sweepNewFilms(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(newFilm)) await rm(join(folder, name), { force: true });
}

/** In one step, so that there is always a whole film; from another disk it is brought beside first. */
async function replace(fresh: string, output: string): Promise<void> {
  await mkdir(dirname(output), { recursive: true });
  try {
    await rename(fresh, output);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const beside = `${output}.new`;
    await copyFile(fresh, beside);
    await rename(beside, output);
  }
}

/** By the segment's number: whether somebody speaks in it. */
function speakingSegments(items: readonly FilmItem[], plan: Plan): (segment: number) => boolean {
  const speaking = new Set(
    plan.tasks.filter(({ dialogue }) => dialogue.length > 0).map(({ id }) => id),
  );
  return (segment) => {
    const item = items[segment]?.item;
    return item?.kind === 'clip' && speaking.has(item.task);
  };
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

/** The film is read once more before it takes the old one's place. */
async function verify(path: string, frames: number, framesPerSecond: number): Promise<void> {
  const { video, audio } = await probe(path);
  const seconds = frames / framesPerSecond;
  const rate = video?.constantFrameRate;
  const findings: readonly (string | false)[] = [
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

function placedItems(
  items: readonly FilmItem[],
  timeline: Timeline,
  segments: Cut['segments'],
): readonly PlacedItem[] {
  return segments.map(({ from, to }, index) => ({
    cutIndex: items[index]?.cutIndex ?? index,
    firstFrame: timeline.firstFrames[index] ?? 0,
    frames: to - from,
    sourceFrom: from,
    sourceTo: to,
  }));
}

function encodedParts(made: readonly MadePart[]): Pick<AssembleReport, 'copiedFrames' | 'encoded'> {
  const encoded: EncodedPart[] = [];
  let frame = 0;
  let copiedFrames = 0;
  for (const { frames, why } of made) {
    if (why === undefined) copiedFrames += frames;
    else encoded.push({ firstFrame: frame, frames, why });
    frame += frames;
  }
  return { copiedFrames, encoded };
}
