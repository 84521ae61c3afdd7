/**
 * Which demuxer a file is opened with, by its first bytes. Always forced: left to guess, ffmpeg would
 * take a playlist that is named `.mp4` for a playlist, and read whatever file it points to.
 */
import { open } from 'node:fs/promises';
import { Failure } from '../failure.ts';

export type Demuxer =
  | 'mov'
  | 'wav'
  | 'mp3'
  | 'png_pipe'
  | 'jpeg_pipe'
  | 'webp_pipe'
  | 'bmp_pipe'
  | 'tiff_pipe'
  | 'gif'
  | 'h264';

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

/** From the first 16 bytes of a file. */
export function demuxerOfBytes(bytes: Uint8Array): Demuxer | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  if (['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(text.slice(4, 8))) return 'mov';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return 'wav';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp_pipe';
  if (text.startsWith('\x89PNG')) return 'png_pipe';
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg_pipe';
  if (text.startsWith('GIF8')) return 'gif';
  if (text.startsWith('BM')) return 'bmp_pipe';
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'tiff_pipe';
  const second = bytes[1] ?? 0;
  if (text.startsWith('ID3') || (bytes[0] === 0xff && (second & 0xe6) === 0xe2)) return 'mp3';
  return undefined;
}

async function firstBytes(path: string): Promise<Uint8Array> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw new Failure('file-missing', `${path} cannot be opened.`, { cause: error });
  }
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
