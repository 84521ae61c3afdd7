/** Listens to clips for speech. */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { probe } from '../ffmpeg/probe.ts';
import { soundLevels } from './sound-levels.ts';
import { speechSpans, type SpeechSpan } from './speech-spans.ts';

/**
 * Where somebody speaks in each clip, by its path. A clip that has no sound, or in which nothing can be
 * told from what is under it, is not in the map. Throws Failure `ffmpeg-failed`.
 */
export async function listen(
  paths: Iterable<string>,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ReadonlyMap<string, readonly SpeechSpan[]>> {
  const limit = pLimit(availableParallelism());
  const heard = await Promise.all(
    [...new Set(paths)].map((path) =>
      limit(async () => {
        const { audio } = await probe(path, { signal });
        const spans = audio && speechSpans(await soundLevels(path, { signal }));
        return spans ? [[path, spans] as const] : [];
      }),
    ),
  );
  return new Map(heard.flat());
}
