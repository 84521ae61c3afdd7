/** What `scene check` says of the script, and what this page could not show. */
import { html, type Html } from '../html.ts';
import type { ReportWarning } from '../report.ts';
import type { PageContext } from './context.ts';

export function warningsSection(context: PageContext): Html {
  const { report, words } = context;
  return html`<section id="warnings">
    <h2>${words.warnings}</h2>
    ${report.warnings.length === 0 ? html`<p>${words.noWarnings}</p>` : warningList(report.warnings, context)}
    ${
      report.notes.length === 0
        ? undefined
        : html`<h3>${words.notes}</h3>
            <ul class="notes">
              ${report.notes.map((note) => html`<li dir="auto">${note}</li>`)}
            </ul>`
    }
  </section>`;
}

export function warningList(warnings: readonly ReportWarning[], { words }: PageContext): Html {
  if (warnings.length === 0) return html``;
  return html`<ul class="warnings">
    ${warnings.map(
      ({ code, file, line, message, hint }) =>
        html`<li>
          <span class="code">${code}</span>
          <span class="where">${file}, ${words.line} ${line}</span>
          <p dir="auto">${message}</p>
          ${hint === undefined ? undefined : html`<p class="do" dir="auto">${hint}</p>`}
        </li>`,
    )}
  </ul>`;
}
