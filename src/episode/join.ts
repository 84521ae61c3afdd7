/** Joins pictures and sound to the film. */
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runFfmpeg, type FfmpegRun } from '../ffmpeg/run.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { joinArguments, joinList, type ListedPart } from './arguments/join.ts';
import type { FilmFormat } from './film-format.ts';
import type { MadePart } from './make-parts.ts';

export async function joinFilm(
  parts: readonly MadePart[],
  soundPath: string,
  options: {
    readonly output: string;
    readonly staging: Staging;
    readonly format: FilmFormat;
    readonly signal: AbortSignal | undefined;
  },
): Promise<FfmpegRun> {
  const { output, staging, format, signal } = options;
  const listed: ListedPart[] = [];
  for (const { path, frames, startSeconds } of parts)
    listed.push({ name: basename(await staging.stage(path)), frames, startSeconds });
  const listPath = join(staging.folder, 'list.txt');
  await writeFile(listPath, joinList(listed, format.framesPerSecond));
  return runFfmpeg(
    { ...joinArguments(listPath, soundPath, format.timescale), format: 'mp4', output },
    { signal },
  );
}
