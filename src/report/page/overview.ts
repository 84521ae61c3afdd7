/** The head of the page: which episode, how far it is, what it costs, and the film where there is one. */
import { html, type Html } from '../html.ts';
import { amount, clock, minuteOf, price } from './amounts.ts';
import { clearPixel } from './clear-pixel.ts';
import type { PageContext } from './context.ts';

export function overview(context: PageContext): Html {
  const { report, words } = context;
  const { episode, film } = report;
  const series = [
    episode.series,
    episode.number === null ? null : words.episode(episode.number),
  ].flatMap((part) => part ?? []);
  return html`<header class="head">
    <div class="title">
      ${series.length > 0 ? html`<p class="series">${series.join(' · ')}</p>` : undefined}
      <h1 dir="auto">${episode.title ?? episode.id}</h1>
      <p class="status">${statusOf(context)}</p>
      ${nav(context)}
    </div>
    ${film.link === undefined ? undefined : filmPlayer(context, film.link)} ${figures(context)}
  </header>`;
}

function statusOf({ report, words }: PageContext): Html {
  if (report.asOf === null) return html`${words.nothingYet}`;
  const asOf = html`${words.asOf} <time datetime="${report.asOf}">${minuteOf(report.asOf)}</time>`;
  return report.origin === 'simulator' ? html`${words.simulated} ${asOf}` : asOf;
}

function nav({ report, words }: PageContext): Html {
  return html`<nav aria-label="${words.contents}">
    <a href="#cut">${words.cut}</a>
    <a href="#storyboard">${words.storyboard}</a>
    ${report.runs.length > 0 ? html`<a href="#rendering">${words.rendering}</a>` : undefined}
    <a href="#money">${words.money}</a>
    <a href="#warnings">${words.warnings} ${report.warnings.length}</a>
  </nav>`;
}

function filmPlayer({ report, words, picture }: PageContext, link: string): Html {
  const first = report.cut.blocks.find((block) => block.picture !== undefined);
  const { width, height } = report.film;
  const shape = width !== null && height !== null && width < height ? 'tall' : 'wide';
  return html`<figure class="film ${shape}">
    <video
      class="pic ${picture(first?.picture)}"
      controls
      preload="metadata"
      poster="${clearPixel}"
      src="${link}"
      aria-label="${words.film}"
    ></video>
    <figcaption><a href="${link}">${words.film}</a></figcaption>
  </figure>`;
}

function figures(context: PageContext): Html {
  const { report, words } = context;
  const { money, cut, episode } = report;
  const shots = report.scenes.flatMap((scene) => scene.shots);
  const made = shots.filter(({ state }) => ['kept', 'reworded', 'stale'].includes(state)).length;
  const budget = episode.budget;
  return html`<dl class="figures">
    <div>
      <dt>${words.shots}</dt>
      <dd>${shots.length}${made > 0 ? html` <small>${made} ${words.made}</small>` : undefined}</dd>
    </div>
    <div>
      <dt>${words.length}</dt>
      <dd>${clock(cut.seconds)} <small>${cut.measured ? words.measured : words.asked}</small></dd>
    </div>
    <div>
      <dt>${words.estimated}${money.exact ? undefined : html`, ${words.atMost}`}</dt>
      <dd>${price(money.estimated)}</dd>
    </div>
    ${
      report.asOf === null
        ? undefined
        : html`<div>
              <dt>${report.origin === 'ark' ? words.spent : words.worth}</dt>
              <dd>${price(money.spent)}</dd>
            </div>
            <div>
              <dt>${words.toCome}</dt>
              <dd>${price(money.toCome)}</dd>
            </div>`
    }
    ${
      budget
        ? html`<div>
            <dt>${words.budget}</dt>
            <dd>${budget.currency === 'CNY' ? '¥' : '$'}${amount(budget.amount)}</dd>
          </div>`
        : undefined
    }
  </dl>`;
}
