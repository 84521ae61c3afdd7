/** The storyboard: scene by scene, what is seen beside what is written. */
import { html, type Html } from '../html.ts';
import type { ReportScene, ReportShot, ScriptLine } from '../report.ts';
import { count, price } from './amounts.ts';
import type { PageContext } from './context.ts';
import { frame, takes } from './frame.ts';
import { prompt } from './prompt.ts';
import { warningList } from './warnings.ts';

export function storyboard(context: PageContext): Html {
  return html`<section id="storyboard">
    <h2>${context.words.storyboard}</h2>
    <p class="hint">${context.words.promptHint}</p>
    ${context.report.scenes.map((scene) => sceneOf(scene, context))}
  </section>`;
}

function sceneOf(scene: ReportScene, context: PageContext): Html {
  if (scene.shots.length === 0) return html``;
  return html`<section class="scene">
    <h3>
      <span dir="auto">${scene.heading ?? scene.id}</span> <span class="id">${scene.id}</span>
    </h3>
    ${scene.shots.map((shot) => shotOf(shot, context))}
  </section>`;
}

function shotOf(shot: ReportShot, context: PageContext): Html {
  const { words, anchorOf } = context;
  return html`<article
    class="shot"
    id="${anchorOf(shot.id)}"
    aria-labelledby="${anchorOf(shot.id)}-name"
  >
    <header>
      <h4 id="${anchorOf(shot.id)}-name">
        <span class="number">${shot.number}</span> ${shot.name}
      </h4>
      <span class="length"
        >${shot.seconds === null ? words.auto : html`${shot.seconds} ${words.seconds}`}</span
      >
      ${relation(shot, context)}
      ${shot.inCut ? undefined : html`<span class="tag">${words.notInCut}</span>`}
      ${shot.chosen ? html`<span class="tag">${words.chosen[shot.chosen]}</span>` : undefined}
      <span class="state ${shot.state}">${words.states[shot.state]}</span>
    </header>
    <div class="seen">${frame(shot, context)}</div>
    <div class="written">
      <h5>${words.script} <span class="where">${shot.source.file}:${shot.source.line}</span></h5>
      ${script(shot.script)}
    </div>
    <div class="sent">
      <h5>${words.prompt}</h5>
      ${prompt(shot, context)}
    </div>
    <footer>
      ${facts(shot, context)} ${takes(shot, context)}
      ${shot.trouble === undefined ? undefined : html`<p class="trouble" dir="auto">${shot.trouble}</p>`}
      ${shot.newer.length > 0 ? html`<p class="older">${words.newer(shot.newer.join(', '))}</p>` : undefined}
      ${warningList(shot.warnings, context)}
    </footer>
  </article>`;
}

function relation({ relation: found }: ReportShot, { words, anchorOf }: PageContext): Html {
  if (!found) return html``;
  const links = found.of.map(
    (name, index) => html`${index > 0 ? ', ' : undefined}<a href="#${anchorOf(name)}">${name}</a>`,
  );
  return html`<span class="relation">${words.relations[found.kind]} ${links}</span>`;
}

function script(lines: readonly ScriptLine[]): Html {
  return html`<div class="script">
    ${lines.map(({ kind, text }) => html`<p class="${kind}" dir="auto">${text}</p>`)}
  </div>`;
}

function facts(shot: ReportShot, { words, report }: PageContext): Html {
  const { money } = shot;
  const spent = report.origin === 'ark' ? words.spent : words.worth;
  return html`<dl class="facts">
    <div>
      <dt>${words.model}</dt>
      <dd>${shot.model}</dd>
    </div>
    <div>
      <dt>${words.format}</dt>
      <dd>${shot.resolution} ${shot.ratio}</dd>
    </div>
    ${
      shot.seed === null
        ? undefined
        : html`<div>
            <dt>${words.seed}</dt>
            <dd>${shot.seed}</dd>
          </div>`
    }
    <div>
      <dt>${words.estimated}${money.estimate.exact ? undefined : html`, ${words.atMost}`}</dt>
      <dd>
        ${price(money.estimated)} <small>${count(money.estimate.tokens)} ${words.tokens}</small>
      </dd>
    </div>
    ${
      money.attempts === 0
        ? undefined
        : html`<div>
            <dt>${spent}</dt>
            <dd>
              ${price(money.spent)}${money.attempts > 1 ? html` <small>${words.attempts} ${money.attempts}</small>` : undefined}
            </dd>
          </div>`
    }
  </dl>`;
}
