/** Listens to clips for speech. */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { probe } from '../ffmpeg/probe.ts';
import type { Plan } from '../plan/plan.ts';
import { soundLevels } from './sound-levels.ts';
import { speechSpans, type SpeechSpan } from './speech-spans.ts';

/**
 * Where somebody speaks in the clips of the shots that have lines, by shot. A clip that has no sound, or in
 * which nothing can be told from what is under it, is not in the map. Throws Failure `ffmpeg-failed`.
 * @param clips paths, by shot
 */
export async function listenToShots(
  { tasks }: Pick<Plan, 'tasks'>,
  clips: ReadonlyMap<string, string>,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ReadonlyMap<string, readonly SpeechSpan[]>> {
  const limit = pLimit(availableParallelism());
  const heard = await Promise.all(
    tasks.map(({ id, dialogue }) => {
      const clip = dialogue.length > 0 ? clips.get(id) : undefined;
      return limit(async () => {
        const spans = clip === undefined ? undefined : await listen(clip, options);
        return spans ? [[id, spans] as const] : [];
      });
    }),
  );
  return new Map(heard.flat());
}

async function listen(
  path: string,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<readonly SpeechSpan[] | undefined> {
  const { audio } = await probe(path, { signal });
  return audio && speechSpans(await soundLevels(path, { signal }));
}
