/**
 * Real media in a few kilobytes: valid headers with the size and the seconds that a test wants. The
 * pictures inside are empty; whoever reads headers cannot tell.
 */
import { deflateSync, crc32 } from 'node:zlib';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export interface VideoShape extends PixelSize {
  readonly seconds: number;
  readonly framesPerSecond?: number;
}

/** A PNG of one colour. */
export function pngBytes({ width, height }: PixelSize): Uint8Array {
  const header = bytes(u32(width), u32(height), [1, 0, 0, 0, 0]);
  const pixels = deflateSync(new Uint8Array((1 + Math.ceil(width / 8)) * height));
  return bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', new Uint8Array()),
  );
}

/** A JPEG's markers up to the start of its scan. */
export function jpegBytes({ width, height }: PixelSize): Uint8Array {
  return bytes(
    [0xff, 0xd8],
    [0xff, 0xe0, 0, 16, ...ascii('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
    [0xff, 0xc0, 0, 11, 8, ...u16(height), ...u16(width), 1, 1, 0x11, 0],
    [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0],
    [0xff, 0xd9],
  );
}

/** An mp4 with one H.264 track and no sound. */
export function mp4Bytes(shape: VideoShape): Uint8Array {
  const framesPerSecond = shape.framesPerSecond ?? 24;
  const frames = Math.round(shape.seconds * framesPerSecond);
  const sample = bytes(u32(2), [0x65, 0x88]);
  const timescale = framesPerSecond * 1000;
  const fileType = box('ftyp', ascii('isom'), u32(512), ascii('isomiso2avc1mp41'));
  const data = box('mdat', ...Array.from({ length: frames }, () => sample));
  const track: Track = {
    ...shape,
    frames,
    timescale,
    ticks: frames * 1000,
    sampleBytes: sample.length,
    dataAt: fileType.length + 8,
  };
  return bytes(fileType, data, movieBox(track));
}

/** An mp3 of silence: frames of 24 ms at 48 kHz. */
export function mp3Bytes({ seconds }: { readonly seconds: number }): Uint8Array {
  const frame = new Uint8Array(96);
  frame.set([0xff, 0xfb, 0x14, 0xc0]);
  return bytes(...Array.from({ length: Math.round(seconds / 0.024) }, () => frame));
}

/** A wav of silence: 8 kHz, one channel, 8 bits. */
export function wavBytes({ seconds }: { readonly seconds: number }): Uint8Array {
  const samples = new Uint8Array(Math.round(seconds * 8000)).fill(128);
  return bytes(
    ascii('RIFF'),
    little32(36 + samples.length),
    ascii('WAVEfmt '),
    little32(16),
    [1, 0, 1, 0],
    little32(8000),
    little32(8000),
    [1, 0, 8, 0],
    ascii('data'),
    little32(samples.length),
    samples,
  );
}

// ---------------------------------------------------------------- mp4 boxes

interface Track extends PixelSize {
  readonly frames: number;
  readonly timescale: number;
  readonly ticks: number;
  readonly sampleBytes: number;
  readonly dataAt: number;
}

const identityMatrix = bytes(
  ...[0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map((value) => u32(value)),
);

function movieBox(track: Track): Uint8Array {
  return box(
    'moov',
    fullBox(
      'mvhd',
      [u32(0), u32(0), u32(track.timescale), u32(track.ticks), u32(0x10000), u16(0x100)],
      new Uint8Array(10),
      identityMatrix,
      new Uint8Array(24),
      u32(2),
    ),
    box('trak', trackHeader(track), mediaBox(track)),
  );
}

function trackHeader(track: Track): Uint8Array {
  return fullBox(
    'tkhd',
    [u32(0), u32(0), u32(1), u32(0), u32(track.ticks), u32(0), u32(0)],
    new Uint8Array(8),
    identityMatrix,
    u32(track.width * 0x10000),
    u32(track.height * 0x10000),
  );
}

function mediaBox(track: Track): Uint8Array {
  return box(
    'mdia',
    fullBox('mdhd', [u32(0), u32(0), u32(track.timescale), u32(track.ticks), u16(0x55c4), u16(0)]),
    fullBox('hdlr', [u32(0), ascii('vide'), new Uint8Array(12), ascii('video'), [0]]),
    box(
      'minf',
      fullBox('vmhd', [new Uint8Array(8)]),
      box('dinf', fullBox('dref', [u32(1), fullBox('url ', [])])),
      sampleTable(track),
    ),
  );
}

function sampleTable(track: Track): Uint8Array {
  return box(
    'stbl',
    fullBox('stsd', [u32(1), sampleEntry(track)]),
    fullBox('stts', [u32(1), u32(track.frames), u32(1000)]),
    fullBox('stsc', [u32(1), u32(1), u32(track.frames), u32(1)]),
    fullBox('stsz', [u32(track.sampleBytes), u32(track.frames)]),
    fullBox('stco', [u32(1), u32(track.dataAt)]),
  );
}

function sampleEntry({ width, height }: PixelSize): Uint8Array {
  const parameters = sequenceParameters({ width, height });
  const pictures = [0x68, 0xce, 0x38, 0x80];
  return box(
    'avc1',
    new Uint8Array(6),
    u16(1),
    new Uint8Array(16),
    u16(width),
    u16(height),
    u32(0x480000),
    u32(0x480000),
    u32(0),
    u16(1),
    new Uint8Array(32),
    u16(24),
    u16(0xffff),
    box(
      'avcC',
      [1, 66, 0, 31, 0xff, 0xe1],
      u16(parameters.length),
      parameters,
      [1],
      u16(pictures.length),
      pictures,
    ),
  );
}

/** An H.264 sequence parameter set, baseline profile: what a reader takes the coded size from. */
function sequenceParameters({ width, height }: PixelSize): Uint8Array {
  const columns = Math.ceil(width / 16);
  const rows = Math.ceil(height / 16);
  const right = (columns * 16 - width) / 2;
  const bottom = (rows * 16 - height) / 2;
  const cropping =
    right > 0 || bottom > 0 ? `1${golomb(0)}${golomb(right)}${golomb(0)}${golomb(bottom)}` : '0';
  const bits = [
    ...[0, 0, 2, 1].map(golomb),
    '0',
    golomb(columns - 1),
    golomb(rows - 1),
    '11',
    cropping,
    '0',
    '1',
  ].join('');
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  const packed = padded.match(/.{8}/g)?.map((octet) => Number.parseInt(octet, 2)) ?? [];
  return Uint8Array.from([0x67, 66, 0, 31, ...packed]);
}

/** Unsigned Exp-Golomb, as bits. */
function golomb(value: number): string {
  const binary = (value + 1).toString(2);
  return '0'.repeat(binary.length - 1) + binary;
}

type Bytes = Uint8Array | readonly number[];

function box(type: string, ...parts: readonly Bytes[]): Uint8Array {
  const body = bytes(...parts);
  return bytes(u32(body.length + 8), ascii(type), body);
}

function fullBox(type: string, fields: readonly Bytes[], ...parts: readonly Bytes[]): Uint8Array {
  return box(type, u32(type === 'tkhd' ? 3 : 0), ...fields, ...parts);
}

function pngChunk(type: string, body: Uint8Array): Uint8Array {
  const named = bytes(ascii(type), body);
  return bytes(u32(body.length), named, u32(crc32(named)));
}

function bytes(...parts: readonly Bytes[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function ascii(text: string): readonly number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function u16(value: number): readonly number[] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

function u32(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function little32(value: number): readonly number[] {
  return [...u32(value)].reverse();
}
