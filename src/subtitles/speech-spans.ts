/**
 * Where somebody speaks, from the levels of a clip. Generated clips have music and rain under their
 * voices, so what counts as silence is measured in each clip: the quiet tenth of it is its floor.
 */
import { windowSeconds } from './sound-levels.ts';

/** Seconds from the clip's start. */
export interface SpeechSpan {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** Below this nothing is speech, dB of full scale. */
const faintestDb = -50;
/** Sound that never rises so far above its floor has no pauses to be found. */
const leastRiseDb = 8;
const longestPauseInsideSeconds = 0.3;
const shortestSpeechSeconds = 0.15;

/** Undefined where the levels do not tell speech from what is under it. */
export function speechSpans(levels: readonly number[]): readonly SpeechSpan[] | undefined {
  const sorted = levels.map((level) => Math.max(level, -90)).sort((a, b) => a - b);
  const floorDb = quantile(sorted, 0.1);
  const peakDb = quantile(sorted, 0.95);
  if (peakDb < faintestDb || peakDb - floorDb < leastRiseDb) return undefined;
  const thresholdDb = Math.max(floorDb + 0.4 * (peakDb - floorDb), peakDb - 25, faintestDb);
  const spans = joinNear(loudRuns(levels, thresholdDb)).filter(
    ({ fromSeconds, toSeconds }) => toSeconds - fromSeconds >= shortestSpeechSeconds,
  );
  return spans.length > 0 ? spans : undefined;
}

function loudRuns(levels: readonly number[], thresholdDb: number): readonly SpeechSpan[] {
  const runs: SpeechSpan[] = [];
  let from: number | undefined;
  for (let index = 0; index <= levels.length; index += 1) {
    const loud = (levels[index] ?? Number.NEGATIVE_INFINITY) >= thresholdDb;
    if (loud) from ??= index;
    else if (from !== undefined) {
      runs.push({ fromSeconds: from * windowSeconds, toSeconds: index * windowSeconds });
      from = undefined;
    }
  }
  return runs;
}

function joinNear(runs: readonly SpeechSpan[]): readonly SpeechSpan[] {
  const joined: SpeechSpan[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && run.fromSeconds - last.toSeconds < longestPauseInsideSeconds)
      joined[joined.length - 1] = { fromSeconds: last.fromSeconds, toSeconds: run.toSeconds };
    else joined.push(run);
  }
  return joined;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? -90;
}
