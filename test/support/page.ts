/** A diagnostic's page, taken apart: its heading, its words, and the two examples. */
import type { Host } from '../../src/source/host.ts';
import { mp3Bytes, mp4Bytes, pngBytes, wavBytes } from './media-bytes.ts';
import { memoryHost } from './memory-host.ts';

export interface Page {
  readonly code: string;
  /** The paragraphs between the heading and the first example. */
  readonly explanation: string;
  readonly wrong: Example;
  readonly right: Example;
}

export interface Example {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly absent: readonly string[];
  readonly unreadable: readonly string[];
}

/** The file that an example is about. */
export const entryName = 'example.scene';

const shape =
  /^# (?<code>[^\n]+)\n\n(?<explanation>[^#][^]*?)\n\n## Wrong\n\n(?<wrong>[^]+?)\n\n## Right\n\n(?<right>[^]+)$/;

/** Throws where the page has not the form that every page has. */
export function parsePage(text: string): Page {
  const { code, explanation, wrong, right } = shape.exec(text)?.groups ?? {};
  if (code === undefined || explanation === undefined || !wrong || !right) {
    throw new Error('a page is: # code, paragraphs, ## Wrong, fences, ## Right, fences');
  }
  return { code, explanation, wrong: exampleOf(wrong), right: exampleOf(right) };
}

export function hostOf(example: Example): Host {
  return memoryHost(example.files, { absent: example.absent, unreadable: example.unreadable });
}

function exampleOf(section: string): Example {
  const files: Record<string, string | Uint8Array> = {};
  const absent: string[] = [];
  const unreadable: string[] = [];
  for (const [, kind, name, body] of section.matchAll(
    /^```(scene|media)(?: file=(\S+))?\n([^]*?)^```$/gm,
  )) {
    if (kind === 'scene') files[name ?? entryName] = body ?? '';
    else
      for (const line of (body ?? '').trim().split('\n'))
        addMedium(line, { files, absent, unreadable });
  }
  if (files[entryName] === undefined) throw new Error('an example has a last fence without file=');
  return { files, absent, unreadable };
}

/** `refs/huge.png image 9000x500`, `refs/long.mp4 video 20s 1280x720`, `refs/gone.png absent` … */
function addMedium(
  line: string,
  to: {
    readonly files: Record<string, string | Uint8Array>;
    readonly absent: string[];
    readonly unreadable: string[];
  },
): void {
  const [name = '', kind, ...details] = line.trim().split(/\s+/);
  if (kind === 'absent') {
    to.absent.push(name);
    return;
  }
  to.files[name] = padded(mediumBytes(kind, details, name), details);
}

/** `image 1024x1024 25MB`: what stands behind an image's end is nobody's business but the scales'. */
function padded(content: string | Uint8Array, details: readonly string[]): string | Uint8Array {
  const size = details.find((detail) => /^\d+MB$/.test(detail));
  if (size === undefined || typeof content === 'string') return content;
  const grown = new Uint8Array(Number.parseInt(size, 10) * 1_000_000);
  grown.set(content);
  return grown;
}

function mediumBytes(
  kind: string | undefined,
  details: readonly string[],
  name: string,
): string | Uint8Array {
  const [width = 1280, height = 720] =
    details
      .find((detail) => /^\d+x\d+$/.test(detail))
      ?.split('x')
      .map(Number) ?? [];
  const seconds = Number(details.find((detail) => /^[\d.]+s$/.test(detail))?.slice(0, -1) ?? 5);
  const rate = details.find((detail) => /^\d+fps$/.test(detail));
  switch (kind) {
    case 'image':
      return pngBytes({ width, height });
    case 'video':
      return mp4Bytes({
        width,
        height,
        seconds,
        ...(rate === undefined ? {} : { framesPerSecond: Number.parseInt(rate, 10) }),
      });
    case 'audio':
      return name.endsWith('.wav') ? wavBytes({ seconds }) : mp3Bytes({ seconds });
    case 'bytes':
      return details.join(' ');
    default:
      throw new Error(`no medium is of the kind ${kind ?? 'that is left out'}`);
  }
}
