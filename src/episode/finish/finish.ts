/** Pictures and sound laid together, with the subtitles as tracks, the chapters, the title, the mark and the cover. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demuxerOf, protocolGuard } from '../../ffmpeg/demuxer.ts';
import { probe } from '../../ffmpeg/probe.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { Staging } from '../../ffmpeg/staging.ts';
import type { ContentNames } from '../content-names.ts';
import { finishArguments, metadataText, type FinishFiles, type Finishing } from './arguments.ts';

export interface FinishOptions {
  readonly frames: number;
  readonly framesPerSecond: number;
  /** Absolute. Appears whole or not at all. */
  readonly output: string;
  readonly staging: Staging;
  readonly signal?: AbortSignal | undefined;
}

/** Throws Failure `ffmpeg-failed`; gives what ffmpeg warned of. */
export async function finish(
  film: Pick<FinishFiles, 'pictures' | 'sound'>,
  finishing: Finishing,
  options: FinishOptions,
): Promise<readonly string[]> {
  const { staging, signal, output } = options;
  const metadata = join(staging.folder, 'film.ffmetadata');
  await writeFile(metadata, metadataText(finishing, options));
  const subtitles: { path: string; language: string }[] = [];
  for (const [index, { language, srt }] of finishing.subtitles.entries()) {
    // ffmpeg refuses a file of subtitles that holds none.
    if (srt.trim() === '') continue;
    const path = join(staging.folder, `words${index}.srt`);
    await writeFile(path, srt);
    subtitles.push({ path, language });
  }
  const { cover } = finishing;
  const files: FinishFiles = {
    pictures: await staging.stage(film.pictures),
    sound: await staging.stage(film.sound),
    metadata,
    subtitles,
    cover: cover === undefined ? undefined : await drawCover(cover, staging),
  };
  const run = await runFfmpeg({ ...finishArguments(files), format: 'mp4', output }, { signal });
  return run.warnings;
}

/** Of everything that decides what is laid beside pictures and sound. */
export async function nameOfFinishing(
  finishing: Finishing,
  contents: ContentNames,
): Promise<string> {
  const { cover } = finishing;
  const named = { ...finishing, cover: cover === undefined ? null : await contents.nameOf(cover) };
  return createHash('sha256').update(JSON.stringify(named)).digest('hex');
}

const coverWidthPx = 1280;

async function drawCover(path: string, staging: Staging): Promise<string> {
  const demuxer = await demuxerOf(path);
  const frames = demuxer === 'mov' ? ((await probe(path)).video?.frames ?? 1) : 1;
  const output = join(staging.folder, 'cover.jpg');
  await runFfmpeg({
    inputs: [{ source: await staging.stage(path), options: [...protocolGuard, '-f', demuxer] }],
    options: [
      '-vf',
      `trim=start_frame=${Math.floor(frames / 2)},scale=w=min(iw\\,${coverWidthPx}):h=-2`,
      ...['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p'],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ],
    format: 'image2',
    output,
  });
  return output;
}
