/** How the render went: a row an attempt, from left to right in time. */
import { html, type Html } from '../html.ts';
import type { ReportRun, RunRow } from '../report.ts';
import { clock, minuteOf, seconds } from './amounts.ts';
import type { PageContext } from './context.ts';
import { scale } from './scale.ts';

export function runsSection(context: PageContext): Html {
  const { report, words } = context;
  const [newest, ...older] = report.runs.toReversed();
  if (!newest) return html``;
  return html`<section id="rendering">
    <h2>${words.rendering}</h2>
    <ul class="legend">
      ${(['waiting', 'queued', 'running', 'downloading'] as const).map(
        (kind) => html`<li><span class="swatch ${kind}"></span>${words.phases[kind]}</li>`,
      )}
    </ul>
    ${runOf(newest, context)}
    ${older.map(
      (run) =>
        html`<details>
          <summary>${titleOf(run, context)}</summary>
          ${runOf(run, context)}
        </details>`,
    )}
  </section>`;
}

function titleOf(run: ReportRun, { words }: PageContext): Html {
  return html`${words.run} <time datetime="${run.startedAt}">${minuteOf(run.startedAt)}</time>,
    ${clock(run.seconds)}`;
}

function runOf(run: ReportRun, context: PageContext): Html {
  return html`<figure class="gantt">
    <figcaption>${titleOf(run, context)}</figcaption>
    <div
      class="scroll"
      tabindex="0"
      role="region"
      aria-label="${context.words.rendering}, ${context.words.scrolls}"
    >
      <ol class="rows">
        ${run.rows.map((row) => rowOf(row, run, context))}
      </ol>
      <div class="axis">${scale(run.seconds, context.sheet)}</div>
    </div>
  </figure>`;
}

function rowOf(row: RunRow, run: ReportRun, { words, sheet, anchorOf }: PageContext): Html {
  const said = row.phases
    .map((phase) => `${words.phases[phase.kind]} ${seconds(phase.seconds)} ${words.seconds}`)
    .join(', ');
  const whole = Math.max(run.seconds, 0.001);
  return html`<li class="row ${row.end}">
    <a class="task" href="#${anchorOf(row.task)}">${row.task}</a>
    <div class="bars" role="img" aria-label="${said}, ${words.ends[row.end]}" title="${said}">
      ${row.phases.map(
        (phase) =>
          html`<span
            class="bar ${phase.kind} ${sheet.place(phase.fromSeconds / whole, phase.seconds / whole)}"
          ></span>`,
      )}
    </div>
    ${row.end === 'kept' ? undefined : html`<span class="end" title="${row.why ?? ''}">${words.ends[row.end]}</span>`}
  </li>`;
}
