/** The marks of time under a track. */
import { html, type Html } from '../html.ts';
import type { Sheet } from '../sheet.ts';
import { clock } from './amounts.ts';

const stepsSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600];

/** @param marksMax as many as the track has room for */
export function scale(seconds: number, sheet: Sheet, marksMax = 16): Html {
  const step = stepsSeconds.find((one) => seconds / one <= marksMax) ?? 86_400;
  // A mark at the very end would have no room for its words.
  const marks = Array.from(
    { length: Math.max(1, Math.ceil(seconds / step - 0.5)) },
    (_, index) => index * step,
  );
  return html`<div class="lane scale" aria-hidden="true">
    ${marks.map(
      (at) =>
        html`<span class="${sheet.place(seconds === 0 ? 0 : at / seconds, 0)}">${clock(at)}</span>`,
    )}
  </div>`;
}
