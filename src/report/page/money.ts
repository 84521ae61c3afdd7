/** What it costs, by scene and by shot, in both currencies as the tables have them. */
import { html, type Html } from '../html.ts';
import type { ReportShot } from '../report.ts';
import type { Amounts } from '../../store/records.ts';
import { count, price } from './amounts.ts';
import type { PageContext } from './context.ts';

export function moneySection(context: PageContext): Html {
  const { report, words, sheet } = context;
  const { money } = report;
  const spent = report.origin === 'ark' ? words.spent : words.worth;
  /** Before anything is made there is nothing to set beside the estimate. */
  const made = report.asOf !== null;
  const dearest = report.scenes
    .flatMap((scene) => scene.shots)
    .reduce((most, shot) => Math.max(most, Number(shot.money.estimated.CNY)), 0);
  const bar = ({ money: { estimated } }: ReportShot): string =>
    sheet.place(0, dearest === 0 ? 0 : Number(estimated.CNY) / dearest);
  return html`<section id="money">
    <h2>${words.money}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${words.money}, ${words.scrolls}">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.shot}</th>
            <th scope="col" class="n">${words.seconds}</th>
            <th scope="col" class="n">${words.tokens}</th>
            <th scope="col" class="n">
              ${words.estimated}${money.exact ? undefined : html`, ${words.atMost}`}
            </th>
            ${made ? html`<th scope="col" class="n">${spent}</th>` : undefined}
          </tr>
        </thead>
        ${report.scenes
          .filter((scene) => scene.shots.length > 0)
          .map((scene) => {
            const sums = money.scenes.find(({ id }) => id === scene.id);
            return html`<tbody>
              <tr class="sum">
                <th scope="rowgroup" colspan="3" dir="auto">${scene.heading ?? scene.id}</th>
                ${cell(sums?.estimated)}${made ? cell(sums?.spent) : undefined}
              </tr>
              ${scene.shots.map(
                (shot) =>
                  html`<tr>
                    <th scope="row"><a href="#${context.anchorOf(shot.id)}">${shot.name}</a></th>
                    <td class="n">${shot.seconds ?? '–'}</td>
                    <td class="n">${count(shot.money.estimate.tokens)}</td>
                    ${cell(shot.money.estimated, bar(shot))}${made ? cell(shot.money.attempts > 0 ? shot.money.spent : undefined) : undefined}
                  </tr>`,
              )}
            </tbody>`;
          })}
        <tfoot>
          ${
            money.elsewhere
              ? html`<tr>
                  <th scope="row" colspan="3">${words.elsewhere}</th>
                  ${cell(undefined)}${cell(money.elsewhere)}
                </tr>`
              : undefined
          }
          <tr class="total">
            <th scope="row" colspan="2">${words.total}</th>
            <td class="n">${count(money.tokens)}</td>
            ${cell(money.estimated)}${made ? cell(money.spent) : undefined}
          </tr>
        </tfoot>
      </table>
    </div>
  </section>`;
}

/** @param bar the class of a bar under the amounts */
function cell(amounts: Amounts | undefined, bar?: string): Html {
  if (!amounts) return html`<td class="n none">–</td>`;
  return html`<td class="n">
    ${price(amounts)}${
      bar === undefined
        ? undefined
        : html`<span class="meter" aria-hidden="true"><span class="${bar}"></span></span>`
    }
  </td>`;
}
