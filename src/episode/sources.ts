/** What the cut is made of, found on disk and probed. */
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { imageSize } from 'image-size';
import { demuxerOf, type Demuxer } from '../ffmpeg/demuxer.ts';
import { probe, type MediaFacts, type VideoFacts } from '../ffmpeg/probe.ts';
import { Failure } from '../failure.ts';

export interface ClipSource {
  readonly kind: 'clip';
  /** The shot's id, or the footage's URL. */
  readonly name: string;
  readonly path: string;
  readonly facts: MediaFacts;
  readonly video: VideoFacts;
  /** Of the film's rate. */
  readonly frames: number;
}

export interface PictureSource {
  readonly kind: 'picture';
  readonly name: string;
  readonly path: string;
  readonly demuxer: Demuxer;
  /** How a camera was held that wrote it into its picture (EXIF), 1 to 8; 1: upright. */
  readonly orientation: number;
  readonly frames: number;
}

export interface BlackSource {
  readonly kind: 'black';
  readonly name: string;
  readonly frames: number;
}

export type Source = ClipSource | PictureSource | BlackSource;

/**
 * The clip at `path`, probed. Throws Failure `clip-unusable` or `file-missing` that names the shot, or the
 * footage, and says what is wrong with the file.
 */
export async function probeClip(
  name: string,
  path: string,
  { framesPerSecond, signal }: ProbeClipOptions,
): Promise<ClipSource> {
  try {
    return clipSource(name, path, await probe(path, { signal }), framesPerSecond);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { reason, message, hint } = error;
    throw new Failure(reason, `The clip of ${name} cannot be cut: ${message}`, {
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
}

export interface ProbeClipOptions {
  readonly framesPerSecond: number;
  readonly signal: AbortSignal | undefined;
}

/** A clip of probed facts. Throws Failure `clip-unusable` where it has no pictures. */
export function clipSource(
  name: string,
  path: string,
  facts: MediaFacts,
  framesPerSecond: number,
): ClipSource {
  const { video, damage } = facts;
  if (damage !== undefined) throw new Failure('clip-unusable', `${path} is damaged: ${damage}`);
  if (!video || video.frames === 0) throw new Failure('clip-unusable', `${path} has no pictures.`);
  return { kind: 'clip', name, path, facts, video, frames: filmFrames(video, framesPerSecond) };
}

export async function pictureSource(
  name: string,
  path: string,
  frames: number,
): Promise<PictureSource> {
  const demuxer = await demuxerOf(path);
  if (demuxer === 'mov' || demuxer === 'mp3' || demuxer === 'wav')
    throw new Failure('clip-unusable', `${name} is no picture (${path}).`);
  const { orientation = 1 } =
    demuxer === 'jpeg_pipe' ? imageSize(await readFile(path)) : { orientation: 1 };
  return { kind: 'picture', name, path, demuxer, orientation, frames };
}

/**
 * The local path of what a plan names. A remote medium is in the film only where somebody has fetched
 * it: `fetched` says where to. Throws Failure `file-missing`.
 */
export function localPath(
  url: string,
  options: { readonly root: string; readonly fetched?: ReadonlyMap<string, string> | undefined },
): string {
  const path = options.fetched?.get(url);
  if (path !== undefined) return path;
  if (url.startsWith('file:'))
    return join(options.root, url.slice('file:'.length).split('/').join(sep));
  throw new Failure(
    'file-missing',
    `${url} is not on this machine, so it cannot be cut into the film.`,
    {
      hint: 'Put the file beside the script and name it there.',
    },
  );
}

function filmFrames(video: VideoFacts, framesPerSecond: number): number {
  const rate = video.constantFrameRate ?? video.averageFrameRate;
  if (rate.numerator === rate.denominator * framesPerSecond) return video.frames;
  const seconds = (video.frames * rate.denominator) / rate.numerator;
  return Math.max(1, Math.round(seconds * framesPerSecond));
}
