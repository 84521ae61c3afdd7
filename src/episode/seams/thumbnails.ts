/** Every frame of a clip as a small grey picture: enough to know it again, little enough to compare. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { protocolGuard } from '../../ffmpeg/demuxer.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { Staging } from '../../ffmpeg/staging.ts';
import type { FilmFormat } from '../film-format.ts';
import type { ClipSource } from '../sources.ts';
import { frameSize, thumbnailSize, type Thumbnails } from './likeness.ts';

/**
 * At the film's rate, upright, and of the film's shape: of a clip of another shape, the middle. What a
 * clip of one shape repeats of a clip of another is shown whole in neither.
 */
export async function readThumbnails(
  clip: ClipSource,
  options: {
    readonly staging: Staging;
    readonly format: Pick<FilmFormat, 'width' | 'height' | 'framesPerSecond'>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Thumbnails> {
  const { staging, format, signal } = options;
  const { framesPerSecond } = format;
  const source = await staging.stage(clip.path);
  const output = join(`${source}.grey`);
  const { width, height } = thumbnailSize;
  const rate = clip.frames === clip.video.frames ? '' : `fps=${framesPerSecond},`;
  const shape = `${format.width}/${format.height}`;
  await runFfmpeg(
    {
      inputs: [{ source, options: [...protocolGuard, '-f', 'mov'] }],
      options: [
        ...['-map', `0:${clip.video.index}`, '-an', '-vf'],
        `setpts=PTS-STARTPTS,${rate}` +
          `crop=w='min(iw,ih*${shape}/sar)':h='min(ih,iw*sar/(${shape}))',` +
          // Brightness as it is coded: made into grey levels, what lies below black would be lost.
          `scale=${width}:${height}:flags=area,format=yuv444p16,extractplanes=y,` +
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
  const frames = Math.floor(bytes.length / (2 * frameSize));
  const levels = new Uint16Array(frames * frameSize);
  Buffer.from(levels.buffer).set(bytes.subarray(0, levels.byteLength));
  return { levels, frames };
}
