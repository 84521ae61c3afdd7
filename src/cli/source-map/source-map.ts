/**
 * The source map: a file beside a film that says of every moment which line of the script made it, by
 * which take and which request. `NAME.map.json` of `NAME.mp4`; fields may be added within format 1.x.
 */
import path from 'node:path';
import { z } from 'zod';

export const sourceMapVersion = '1.0';

const place = z.object({ file: z.string(), line: z.number() });

const mapSchema = z.object({
  formatVersion: z.string().regex(/^1\./),
  /** The film's name, and its length in bytes: a film that was cut anew has another map. */
  film: z.string(),
  bytes: z.number(),
  episode: z.string(),
  framesPerSecond: z.number(),
  frames: z.number(),
  /** As the script calls them; an overlapping one lies over two items, a fade over the ends of both. */
  transitions: z
    .array(z.object({ kind: z.string(), firstFrame: z.number(), frames: z.number() }))
    .default([]),
  items: z.array(
    z.object({
      kind: z.enum(['clip', 'footage', 'title', 'still', 'black']),
      /** The shot, the words of a card, the medium's URL. */
      name: z.string(),
      scene: z.string(),
      firstFrame: z.number(),
      frames: z.number(),
      /** The frame of the source that plays at `firstFrame`. */
      sourceFrame: z.number(),
      script: place.nullable(),
      take: z
        .object({
          task: z.string(),
          /** The service's id of the task. */
          id: z.string(),
          /** SHA-256 of the clip's bytes. */
          clip: z.string(),
          /** The hash that the request is known by in the journal. */
          request: z.string(),
        })
        .nullable(),
      lines: z.array(
        z.object({
          speaker: z.string(),
          text: z.string(),
          line: z.number(),
          firstFrame: z.number(),
          frames: z.number(),
        }),
      ),
    }),
  ),
});

export type SourceMap = Readonly<z.infer<typeof mapSchema>>;
export type MappedItem = SourceMap['items'][number];

export function sourceMapPath(film: string): string {
  const { dir, name } = path.parse(film);
  return path.join(dir, `${name}.map.json`);
}

/** Undefined where the text is no source map of a format that is understood. */
export function readSourceMap(text: string): SourceMap | undefined {
  try {
    return mapSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What plays at a frame, in the order of the film: two under a transition that overlaps. */
export function itemsAt({ items }: SourceMap, frame: number): readonly MappedItem[] {
  return items.filter(covers(frame));
}

/** The kind of the transition that a frame lies in. */
export function transitionAt({ transitions }: SourceMap, frame: number): string | undefined {
  return transitions.find(covers(frame))?.kind;
}

function covers(
  frame: number,
): (stretch: { readonly firstFrame: number; readonly frames: number }) => boolean {
  return ({ firstFrame, frames }) => frame >= firstFrame && frame < firstFrame + frames;
}
