/**
 * The cutting room: a plan's cut and the clips that were made become one film. Pictures that need no
 * change are taken over as they are coded; sound is made exact piece by piece; both are laid together once,
 * with what stands beside them. The old film stays whole until the new one is; where nothing but words and names
 * has changed, the new one's pictures are taken from it.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stampOf } from '../file-stamp.ts';
import { makeFolder } from '../disk-trouble.ts';
import { Failure } from '../failure.ts';
import { locateTools } from '../ffmpeg/locate.ts';
import { openStaging, type Staging } from '../ffmpeg/staging.ts';
import type { Plan } from '../plan/plan.ts';
import type { Cue } from '../subtitles/cues.ts';
import { openContentNames, type ContentNames } from './content-names.ts';
import { recipeOf } from './cut-recipe.ts';
import { keepRecord, unchangedFilm } from './film-record.ts';
import { inTurn } from './in-turn.ts';
import { findItems } from './find-items.ts';
import type { FilmItem } from './items.ts';
import { drawCaptions, drawSubtitles } from './overlays.ts';
import type { Finishing } from './finish/arguments.ts';
import { nameOfFinishing } from './finish/finish.ts';
import { loudnessWarnings } from './loudness.ts';
import { finishFilm, makeFilm, soundOf } from './make-film.ts';
import type { MadePart } from './make-parts.ts';
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
  /** What stands in the film beside pictures and sound. */
  readonly finishing: (
    film: PlacedFilm,
    warn: (message: string) => void,
  ) => Finishing | Promise<Finishing>;
  readonly onProgress?: (progress: AssembleProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes the film and says what was done. Throws Failure: `file-missing` or `clip-unusable` with the
 * shot's name, `ffmpeg-missing`, `ffmpeg-failed`; or the signal's reason, once every child has ended.
 */
export function assemble(options: AssembleOptions): Promise<AssembleReport> {
  return inTurn(resolve(options.output), async () => {
    options.signal?.throwIfAborted();
    const staging = await openStaging();
    try {
      return await assembleIn(staging, options);
    } finally {
      await staging.remove();
    }
  });
}

async function assembleIn(staging: Staging, options: AssembleOptions): Promise<AssembleReport> {
  const words = new Set<string>();
  const tools = await locateTools();
  const output = resolve(options.output);
  const folder = join(resolve(options.workDir), folderOf(output));
  await makeFolder(folder);
  const contents = await openContentNames(join(folder, 'contents.json'));
  const recipe = await recipeOf(options, tools, contents);
  await contents.save();
  const record = join(folder, 'film.json');
  const before = await unchangedFilm<CutFilm>(record, recipe, output);
  const sound = soundOf(folder);
  const isWhole = before && existsSync(sound) && stampOf(sound) === before.soundStamp;
  const room: CuttingRoom = {
    ...options,
    folder,
    output,
    staging,
    toolIdentity: tools.identity,
    contents,
    progress: options.onProgress ?? (() => undefined),
    warnOfWords: (message) => void words.add(message),
  };
  const film = isWhole ? await finishAgain(before, room) : await cutAnew(room);
  await contents.save();
  if (!film.report.unchanged) await keepRecord(record, recipe, output, film);
  return { ...film.report, warnings: [...film.report.warnings, ...words] };
}

/** A film that is there. */
interface CutFilm {
  /** Its warnings are those of the cut alone. */
  readonly report: AssembleReport;
  /** Of its coded sound (`soundOf`). */
  readonly soundStamp: string;
  /** Names what stands beside pictures and sound (`nameOfFinishing`). */
  readonly finishing: string;
}

interface CuttingRoom extends AssembleOptions {
  /** Of this film alone. */
  readonly folder: string;
  readonly staging: Staging;
  readonly toolIdentity: string;
  readonly contents: ContentNames;
  readonly progress: (progress: AssembleProgress) => void;
  readonly warnOfWords: (message: string) => void;
}

/** The cut is as it was: its pictures and its sound are those of the film that is there. */
async function finishAgain(before: CutFilm, room: CuttingRoom): Promise<CutFilm> {
  const { report, soundStamp } = before;
  const { output, contents, warnOfWords: warn } = room;
  const words = await room.finishing(report, warn);
  const finishing = await nameOfFinishing(words, contents);
  if (finishing === before.finishing) return { ...before, report: { ...report, unchanged: true } };
  await finishFilm(output, words, { ...room, ...report, warn });
  return { report, soundStamp, finishing };
}

async function cutAnew(room: CuttingRoom): Promise<CutFilm> {
  const { plan, staging, output, contents } = room;
  const warnings = new Set<string>();
  const warn = (message: string): void => void warnings.add(message);
  const making = { ...room, warn };
  const { items, format } = await findItems(making);
  const { segments, seams } = await cutSegments(items, { ...making, format });
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
    transitions: timeline.transitions,
  };
  const drawing = { staging, format, warn };
  const captions = await drawCaptions(items, drawing);
  const cues = room.burn?.(placed) ?? [];
  const cut: Cut = {
    segments,
    sources: items.map(({ source }) => source),
    format,
    captions,
    subtitles: await drawSubtitles(cues, placed.items, captions, drawing),
  };
  const parts = partsOf(timeline.pieces, cut);
  const regions = await musicRegions(items, timeline, room);
  const words = await room.finishing(placed, room.warnOfWords);
  const { made, loudness } = await makeFilm(
    {
      parts,
      pieces: soundPieces(timeline.pieces, cut, speakingSegments(items, plan)),
      regions,
      targetLufs: plan.film.loudness,
      frames: timeline.frames,
      format,
    },
    words,
    making,
  );
  for (const warning of loudnessWarnings(loudness)) warn(warning);
  const report: AssembleReport = {
    output,
    unchanged: false,
    ...placed,
    seams,
    ...encodedParts(made),
    loudness,
    warnings: [...warnings],
  };
  const soundStamp = stampOf(soundOf(room.folder));
  return { report, soundStamp, finishing: await nameOfFinishing(words, contents) };
}

/** Each film has its own: another episode's pieces are not what is left over of this one. */
function folderOf(output: string): string {
  return createHash('sha256').update(output).digest('hex').slice(0, 16);
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
