/**
 * Small pictures for the page, made by ffmpeg and kept by content: the same clip is looked into once.
 * A medium that gives no picture is no reason to give no page; it is named instead.
 */
import { readFile, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { Failure } from '../failure.ts';
import { demuxerOf, protocolGuard, type Demuxer } from '../ffmpeg/demuxer.ts';
import { probe } from '../ffmpeg/probe.ts';
import { runFfmpeg, type FfmpegJob } from '../ffmpeg/run.ts';
import { openStaging, type Staging } from '../ffmpeg/staging.ts';

export interface PicturedFile {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of its bytes. */
  readonly sha256: string;
}

export interface PictureOptions {
  /** Where pictures are kept for the next page. Its content may be deleted at any time. */
  readonly folder: string;
  readonly onProblem: (name: string, why: string) => void;
}

/** Raised when the recipe below changes, so that older pictures are not taken for its own. */
const recipe = 'v1';
/** Of the longer side; twice what a phone shows. */
const sidePixels = 480;

/** Data URIs of JPEG pictures by the names of their sources. */
export async function makePictures(
  sources: ReadonlyMap<string, PicturedFile>,
  options: PictureOptions,
): Promise<ReadonlyMap<string, string>> {
  const staging = await openStaging();
  const limit = pLimit(availableParallelism());
  try {
    const made = await Promise.all(
      [...sources].map(([name, source]) =>
        limit(async () => {
          const picture = await pictureOf(name, source, staging, options);
          return picture === undefined ? [] : [[name, picture] as const];
        }),
      ),
    );
    return new Map(made.flat());
  } finally {
    await staging.remove();
  }
}

async function pictureOf(
  name: string,
  source: PicturedFile,
  staging: Staging,
  { folder, onProblem }: PictureOptions,
): Promise<string | undefined> {
  const kept = join(folder, `${source.sha256}.${recipe}.jpg`);
  try {
    return dataUri(await readFile(kept).catch(() => make(source, kept, staging)));
  } catch (error) {
    if (!(error instanceof Failure) || error.reason === 'ffmpeg-missing') throw error;
    onProblem(name, error.message.split('\n')[0] ?? error.message);
    return undefined;
  }
}

/** Two pages may be made at once: each makes its own picture and moves it to the one name. */
async function make(source: PicturedFile, kept: string, staging: Staging): Promise<Buffer> {
  const demuxer = await demuxerOf(source.path);
  const atSeconds = demuxer === 'mov' ? await middleOf(source.path) : 0;
  const path = await staging.stage(source.path);
  const output = `${kept}.${process.pid}.jpg`;
  try {
    await runFfmpeg(pictureJob({ path, demuxer, atSeconds }, output));
    await rename(output, kept);
  } finally {
    await rm(output, { force: true });
  }
  return readFile(kept);
}

/** The middle shows what a clip is about; its ends may be those of the clips beside it. */
async function middleOf(path: string): Promise<number> {
  const { video } = await probe(path);
  if (!video || video.frames === 0) throw new Failure('clip-unusable', 'it holds no pictures');
  const { numerator, denominator } = video.averageFrameRate;
  if (numerator === 0) return 0;
  return Number(((Math.floor(video.frames / 2) * denominator) / numerator).toFixed(3));
}

/** The job that makes one small picture; pure. */
function pictureJob(
  {
    path,
    demuxer,
    atSeconds,
  }: { readonly path: string; readonly demuxer: Demuxer; readonly atSeconds: number },
  output: string,
): FfmpegJob {
  const seek = atSeconds > 0 ? ['-ss', String(atSeconds)] : [];
  return {
    inputs: [{ source: path, options: [...protocolGuard, '-f', demuxer, ...seek] }],
    options: [
      ...['-frames:v', '1', '-an', '-map_metadata', '-1'],
      ...['-vf', `scale=${sidePixels}:${sidePixels}:force_original_aspect_ratio=decrease`],
      ...['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '6'],
      ...['-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ],
    format: 'image2',
    output,
  };
}

function dataUri(bytes: Uint8Array): string {
  return `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`;
}
