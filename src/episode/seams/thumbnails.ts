/** Every frame of a clip as a small grey picture: enough to know it again, little enough to compare. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { protocolGuard } from '../../ffmpeg/demuxer.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { Staging } from '../../ffmpeg/staging.ts';
import type { ClipSource } from '../sources.ts';
import { frameSize, thumbnailSize, type Thumbnails } from './overlap.ts';

export async function readThumbnails(
  clip: ClipSource,
  options: {
    readonly staging: Staging;
    readonly framesPerSecond: number;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Thumbnails> {
  const { staging, framesPerSecond, signal } = options;
  const source = await staging.stage(clip.path);
  const output = join(`${source}.grey`);
  const { width, height } = thumbnailSize;
  const rate = clip.frames === clip.video.frames ? '' : `fps=${framesPerSecond},`;
  await runFfmpeg(
    {
      inputs: [{ source, options: [...protocolGuard, '-f', 'mov'] }],
      options: [
        ...['-map', `0:${clip.video.index}`, '-an', '-vf'],
        `setpts=PTS-STARTPTS,${rate}scale=${width}:${height}:flags=area,format=gray,` +
          `setpts=N/(${framesPerSecond}*TB)`,
        ...['-r', String(framesPerSecond), '-c:v', 'rawvideo'],
      ],
      format: 'rawvideo',
      output,
    },
    { signal },
  );
  const bytes = await readFile(output);
  await rm(output);
  return { bytes, frames: Math.floor(bytes.length / frameSize) };
}
