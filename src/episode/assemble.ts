/**
 * The cutting room: a plan's cut and the clips that were made become one film. Pictures that need no
 * change are taken over as they are coded; sound is made exact piece by piece; both are joined once.
 * The old film stays whole until the new one is.
 */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { locateTools } from '../ffmpeg/locate.ts';
import { openStaging, type Staging } from '../ffmpeg/staging.ts';
import type { Plan } from '../plan/plan.ts';
import type { Cue } from '../subtitles/cues.ts';
import { openContentNames } from './content-names.ts';
import { recipeOf } from './cut-recipe.ts';
import { keepRecord, unchangedFilm } from './film-record.ts';
import { findItems, type FilmItem } from './items.ts';
import { drawCaptions, drawSubtitles } from './overlays.ts';
import { loudnessWarnings } from './loudness.ts';
import { makeFilm } from './make-film.ts';
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
  const { made, loudness } = await makeFilm(
    {
      parts,
      pieces: soundPieces(timeline.pieces, cut, speakingSegments(items, plan)),
      regions,
      targetLufs: plan.film.loudness,
      frames: timeline.frames,
      format,
    },
    { folder, output, staging, toolIdentity: tools.identity, contents, warn, progress, signal },
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
  await contents.save();
  await keepRecord(record, recipe, output, report);
  return report;
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
