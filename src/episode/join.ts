/** Joins the parts to the film's pictures. */
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runFfmpeg, type FfmpegRun } from '../ffmpeg/run.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { joinList, joinPicturesArguments, type ListedPart } from './arguments/join.ts';
import type { FilmFormat } from './film-format.ts';
import type { MadePart } from './make-parts.ts';

export interface JoinOptions {
  /** Absolute. */
  readonly output: string;
  readonly staging: Staging;
  readonly format: FilmFormat;
  readonly signal: AbortSignal | undefined;
}

/** The parts after each other, without a sound. */
export async function joinPictures(
  parts: readonly MadePart[],
  { output, staging, format, signal }: JoinOptions,
): Promise<FfmpegRun> {
  const listed: ListedPart[] = [];
  for (const { path, frames, startSeconds } of parts)
    listed.push({ name: basename(await staging.stage(path)), frames, startSeconds });
  const listPath = join(staging.folder, 'list.txt');
  await writeFile(listPath, joinList(listed, format.framesPerSecond));
  return runFfmpeg(
    { ...joinPicturesArguments(listPath, format.timescale), format: 'mp4', output },
    { signal },
  );
}
