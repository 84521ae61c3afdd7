/** The pictures of a contact sheet. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { demuxerOf, protocolGuard } from '../../ffmpeg/demuxer.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { Staging } from '../../ffmpeg/staging.ts';
import { slate, titleCard } from '../../lettering/cards.ts';
import type { PixelSize } from '../../lettering/draw.ts';
import type { SequenceEvent } from '../sequence.ts';

export interface PictureOptions {
  readonly staging: Staging;
  readonly framesPerSecond: number;
  readonly signal?: AbortSignal | undefined;
}

/** As data URIs, one for each event; empty for black. */
export async function picturesOf(
  events: readonly SequenceEvent[],
  size: PixelSize,
  options: PictureOptions,
): Promise<readonly string[]> {
  const limit = pLimit(availableParallelism());
  return Promise.all(
    events.map((event, index) => limit(() => pictureOf(event, size, { ...options, index }))),
  );
}

type OnePicture = PictureOptions & { readonly index: number };

async function pictureOf(
  { media, name, from, to }: SequenceEvent,
  size: PixelSize,
  options: OnePicture,
): Promise<string> {
  switch (media.kind) {
    case 'black':
    case 'white':
      return '';
    case 'title':
      return dataUri('png', titleCard({ ...size, text: media.text }).png);
    case 'missing':
      return dataUri('png', slate({ ...size, name, note: '缺镜头 · clip missing' }).png);
    case 'still':
      return frameOf(media.path, [], size, options);
    case 'clip': {
      const { framesPerSecond } = options;
      const { frame, alone } = shownFrame({ from, to }, media.keyframes, framesPerSecond);
      const seconds = frame / framesPerSecond;
      const seek = alone
        ? ['-noaccurate_seek', '-ss', (seconds + seekSlackSeconds).toFixed(6)]
        : // Half a frame before it, so that no rounding leads to its neighbour.
          ['-ss', (seconds - 0.5 / framesPerSecond).toFixed(6)];
      return frameOf(media.path, frame === 0 ? [] : seek, size, options);
    }
  }
}

/** Older builds look for a keyframe 3/23 s before the time that they are told, for frames sent out of order. */
const seekSlackSeconds = 0.2;

/**
 * The keyframe nearest to the middle of what plays; where none plays, the frame in the middle. `alone`: it
 * can be decoded without what stands before it, for no other keyframe follows at once.
 */
export function shownFrame(
  { from, to }: { readonly from: number; readonly to: number },
  keyframes: readonly number[],
  framesPerSecond: number,
): { readonly frame: number; readonly alone: boolean } {
  const middle = Math.floor((from + to) / 2);
  const distance = (frame: number): number => Math.abs(frame - middle);
  const [nearest] = keyframes
    .filter((frame) => frame >= from && frame < to)
    .sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) return { frame: middle, alone: false };
  const reach = nearest + seekSlackSeconds * framesPerSecond;
  return { frame: nearest, alone: !keyframes.some((frame) => frame > nearest && frame <= reach) };
}

async function frameOf(
  path: string,
  seek: readonly string[],
  { width, height }: PixelSize,
  { staging, signal, index }: OnePicture,
): Promise<string> {
  const source = await staging.stage(path);
  const output = join(staging.folder, `picture${index}.jpg`);
  await runFfmpeg(
    {
      inputs: [{ source, options: [...protocolGuard, '-f', await demuxerOf(path), ...seek] }],
      options: [
        ...['-frames:v', '1', '-an', '-vf'],
        `scale=${width}:${height}:force_original_aspect_ratio=decrease:flags=lanczos`,
        ...['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3', '-map_metadata', '-1'],
        ...['-fflags', '+bitexact', '-flags:v', '+bitexact'],
      ],
      format: 'image2',
      output,
    },
    { signal },
  );
  return dataUri('jpeg', await readFile(output));
}

function dataUri(kind: 'png' | 'jpeg', bytes: Uint8Array): string {
  return `data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}`;
}
