/** A line of the script as a marker says it. */
import type { PlanDialogue } from '../plan/plan.ts';
import { wideScript } from '../subtitles/weigh.ts';

export function markerWords({ speaker, text }: PlanDialogue): string {
  return wideScript.test(text) ? `${speaker}：${text}` : `${speaker}: ${text}`;
}

/** Where a shot stands in the script. */
export function scriptPlace({
  file,
  line,
}: {
  readonly file: string;
  readonly line: number;
}): string {
  return `${file}:${line}`;
}
