/** Pixels of an image from its header, by way of `image-size`. */
import type { OpenFile } from '../source/host.ts';
import type { ImageFormat, MediumFacts, MediumReading } from './facts.ts';

/** What a header is looked for in at first; cameras put previews of some 100 KB before it. */
const headBytes = 512 * 1024;
/** A file above this is refused by the service anyway and is never read whole. */
const wholeBytes = 40_000_000;

export async function readImageHeader(file: OpenFile, format: ImageFormat): Promise<MediumReading> {
  const { imageSize } = await import('image-size');
  const attempts =
    file.size > headBytes && file.size <= wholeBytes ? [headBytes, file.size] : [headBytes];
  let trouble = '';
  for (const length of attempts) {
    const bytes = await file.read(0, length);
    try {
      const { width, height, orientation } = imageSize(bytes);
      return {
        ok: true,
        facts: { ...facts(file, format), ...upright(width, height, orientation) },
      };
    } catch (error) {
      // The library throws on whatever it cannot follow; more bytes may help, else it is said below.
      trouble = error instanceof Error ? error.message : String(error);
    }
  }
  // These three may keep their size far from the start, or in a way the library does not follow.
  if (format === 'jpeg' || format === 'tiff' || format === 'heic') {
    return { ok: true, facts: facts(file, format) };
  }
  return {
    ok: false,
    problem: 'unknown-bytes',
    detail: `its ${format} header is damaged (${trouble})`,
  };
}

function facts(file: OpenFile, format: ImageFormat): MediumFacts & { readonly kind: 'image' } {
  return { kind: 'image', format, bytes: file.size };
}

/** EXIF orientations 5 to 8 lie on their side. */
function upright(
  width: number,
  height: number,
  orientation = 1,
): { readonly width?: number; readonly height?: number } {
  if (!(width > 0 && height > 0)) return {};
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
