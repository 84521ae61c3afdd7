import { setTimeout } from 'node:timers/promises';

/** Waits; ends early, without a complaint, when the signal does. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export async function sleepUnlessAborted(
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
