/**
 * Which demuxer a file is opened with, by its first bytes. Always forced: left to guess, ffmpeg would
 * take a playlist that is named `.mp4` for a playlist, and read whatever file it points to.
 */
import { open } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import type { AudioFormat, ImageFormat } from '../media/facts.ts';
import { isIsoMedia, sniff, sniffLength } from '../media/sniff.ts';

export type Demuxer =
  'mov' | 'wav' | 'mp3' | 'png_pipe' | 'jpeg_pipe' | 'webp_pipe' | 'bmp_pipe' | 'tiff_pipe' | 'gif';

/** Only files and pipes may be opened, whatever a header asks for. */
export const protocolGuard = ['-protocol_whitelist', 'file,pipe'] as const;

/**
 * Of a clip that is opened for its sound alone. Else ffmpeg decodes a picture as it opens the file, which
 * takes longer than all of the sound.
 */
export const noPictures = ['-skip_frame', 'all'] as const;

/** Throws Failure `clip-unusable` for bytes of no kind that a film is made of. */
export async function demuxerOf(path: string): Promise<Demuxer> {
  const demuxer = demuxerOfBytes(await firstBytes(path));
  if (demuxer) return demuxer;
  throw new Failure(
    'clip-unusable',
    `${path} is neither a video, a picture nor sound that we know.`,
    {
      hint: 'A film is made of mp4 or mov clips, mp3 or wav sound, and png, jpeg, webp, bmp, tiff or gif pictures.',
    },
  );
}

/** From the first `sniffLength` bytes of a file; all of ISO base media is left to one demuxer. */
export function demuxerOfBytes(head: Uint8Array): Demuxer | undefined {
  if (isIsoMedia(head)) return 'mov';
  const found = sniff(head);
  return found.kind === 'image' || found.kind === 'audio'
    ? demuxerOfFormat(found.format)
    : undefined;
}

export function demuxerOfFormat(format: ImageFormat | AudioFormat): Demuxer {
  return demuxers[format];
}

const demuxers: Readonly<Record<ImageFormat | AudioFormat, Demuxer>> = {
  jpeg: 'jpeg_pipe',
  png: 'png_pipe',
  webp: 'webp_pipe',
  bmp: 'bmp_pipe',
  tiff: 'tiff_pipe',
  gif: 'gif',
  heic: 'mov',
  wav: 'wav',
  mp3: 'mp3',
};

async function firstBytes(path: string): Promise<Uint8Array> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw new Failure('file-missing', `${path} cannot be opened.`, { cause: error });
  }
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(sniffLength), 0, sniffLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
