/**
 * What a file is by its first bytes, never by its name. 64 bytes are enough for every format here.
 */
import type { AudioFormat, ImageFormat, VideoFormat } from './facts.ts';

export type Sniffed =
  | { readonly kind: 'image'; readonly format: ImageFormat }
  | { readonly kind: 'video'; readonly format: VideoFormat }
  | { readonly kind: 'audio'; readonly format: AudioFormat }
  /** Plainly media, and not what the service takes; `name` is how people call it. */
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'unknown' };

/** How many bytes from the start `sniff` looks at. */
export const sniffLength = 64;

export function sniff(head: Uint8Array): Sniffed {
  for (const signature of signatures) {
    if (signature.marks.every(([offset, mark]) => matches(head, offset, mark)))
      return signature.found;
  }
  if (isIsoMedia(head))
    return ascii(head, 4, 4) === 'ftyp'
      ? ofBrand(ascii(head, 8, 4))
      : { kind: 'video', format: 'mov' };
  return isMpegAudioFrame(head) ? { kind: 'audio', format: 'mp3' } : { kind: 'unknown' };
}

/**
 * Boxes of ISO base media, whatever is in them. QuickTime files older than the `ftyp` box begin with
 * another.
 */
export function isIsoMedia(head: Uint8Array): boolean {
  return ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(ascii(head, 4, 4));
}

interface Signature {
  readonly marks: readonly (readonly [offset: number, mark: string | readonly number[]])[];
  readonly found: Sniffed;
}

const image = (format: ImageFormat): Sniffed => ({ kind: 'image', format });
const foreign = (name: string): Sniffed => ({ kind: 'foreign', name });

const signatures: readonly Signature[] = [
  { marks: [[0, [0xff, 0xd8, 0xff]]], found: image('jpeg') },
  { marks: [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]], found: image('png') },
  { marks: [[0, 'GIF87a']], found: image('gif') },
  { marks: [[0, 'GIF89a']], found: image('gif') },
  { marks: [[0, [0x49, 0x49, 0x2a, 0x00]]], found: image('tiff') },
  { marks: [[0, [0x4d, 0x4d, 0x00, 0x2a]]], found: image('tiff') },
  // The two reserved words behind a bitmap's size are zero: `BM` alone could begin a sentence.
  {
    marks: [
      [0, 'BM'],
      [6, [0, 0, 0, 0]],
    ],
    found: image('bmp'),
  },
  {
    marks: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
    found: image('webp'),
  },
  {
    marks: [
      [0, 'RIFF'],
      [8, 'WAVE'],
    ],
    found: { kind: 'audio', format: 'wav' },
  },
  {
    marks: [
      [0, 'RIFF'],
      [8, 'AVI '],
    ],
    found: foreign('AVI'),
  },
  { marks: [[0, 'ID3']], found: { kind: 'audio', format: 'mp3' } },
  { marks: [[0, [0x1a, 0x45, 0xdf, 0xa3]]], found: foreign('WebM or Matroska') },
  { marks: [[0, 'fLaC']], found: foreign('FLAC') },
  { marks: [[0, 'OggS']], found: foreign('Ogg') },
  { marks: [[0, 'FLV']], found: foreign('Flash video') },
  {
    marks: [
      [0, 'FORM'],
      [8, 'AIFF'],
    ],
    found: foreign('AIFF'),
  },
  { marks: [[0, '8BPS']], found: foreign('Photoshop') },
  { marks: [[0, [0xff, 0x0a]]], found: foreign('JPEG XL') },
  { marks: [[4, 'JXL ']], found: foreign('JPEG XL') },
  { marks: [[4, 'jP  ']], found: foreign('JPEG 2000') },
  { marks: [[0, [0xff, 0xf1]]], found: foreign('AAC') },
  { marks: [[0, [0xff, 0xf9]]], found: foreign('AAC') },
];

const heicBrands = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'hevm',
  'hevs',
  'mif1',
  'msf1',
]);

/** ISO base media: the major brand tells a picture from a film. */
function ofBrand(brand: string): Sniffed {
  if (heicBrands.has(brand)) return image('heic');
  if (brand === 'avif' || brand === 'avis') return foreign('AVIF');
  if (brand === 'M4A ' || brand === 'M4B ') return foreign('M4A');
  return { kind: 'video', format: brand === 'qt  ' ? 'mov' : 'mp4' };
}

/** An MPEG layer III frame: sync, layer, and neither a free nor a forbidden bit rate or sample rate. */
function isMpegAudioFrame(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head;
  const bitRate = third >> 4;
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    (second & 0x06) === 0x02 &&
    (second & 0x18) !== 0x08 &&
    bitRate !== 0 &&
    bitRate !== 15 &&
    (third & 0x0c) !== 0x0c
  );
}

function matches(head: Uint8Array, offset: number, mark: string | readonly number[]): boolean {
  if (typeof mark === 'string') return ascii(head, offset, mark.length) === mark;
  return mark.every((byte, index) => head[offset + index] === byte);
}

function ascii(head: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...head.subarray(offset, offset + length));
}
