/** What stands in the frame of a shot: its clip, the picture it begins on, or a drawing with what it is made from. */
import type { ShotState } from '../../store/standing.ts';
import { html, type Html } from '../html.ts';
import type { ReportShot, ReportTake } from '../report.ts';
import { price } from './amounts.ts';
import { clearPixel } from './clear-pixel.ts';
import type { PageContext } from './context.ts';

export function frame(shot: ReportShot, context: PageContext): Html {
  const { poster } = shot;
  const shape = `ratio r${shapeOf(shot, context)}`;
  const seen = context.picture(poster?.picture);
  if (!poster || seen === undefined) return drawn(shot, shape, context);
  const { words } = context;
  if (poster.kind === 'frame') {
    return html`<div
      class="frame ${shape} pic ${seen}"
      role="img"
      aria-label="${words.firstFrame}: ${shot.id}"
    >
      <span class="note">${words.firstFrame}</span>
    </div>`;
  }
  if (poster.link === undefined) {
    return html`<div
      class="frame ${shape} pic ${seen}"
      role="img"
      aria-label="${shot.id}: ${words.states[shot.state]}"
    ></div>`;
  }
  return html`<video
    class="frame ${shape} pic ${seen}"
    controls
    preload="metadata"
    poster="${clearPixel}"
    src="${poster.link}"
    aria-label="${words.play} ${shot.id}"
  ></video>`;
}

/** Before anything is made: an empty frame, and in it the pictures that the shot is made from. */
function drawn(shot: ReportShot, shape: string, { words, picture }: PageContext): Html {
  const pictures = shot.references.flatMap(({ picture: name, label }) => {
    const seen = picture(name);
    return seen === undefined ? [] : [{ seen, label }];
  });
  const crossed = html`<svg
    class="cross"
    viewBox="0 0 100 100"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <path d="M0 0L100 100M100 0L0 100" vector-effect="non-scaling-stroke" />
  </svg>`;
  return html`<div class="frame drawn ${shape}">
    ${pictures.length === 0 ? crossed : undefined}
    <div class="mosaic m${Math.min(pictures.length, 4)}">
      ${pictures
        .slice(0, 4)
        .map(
          ({ seen, label }) =>
            html`<span class="pic ${seen}" role="img" aria-label="${label}"></span>`,
        )}
    </div>
    <span class="note"
      >${troubled.has(shot.state) ? words.states[shot.state] : words.notRendered}</span
    >
  </div>`;
}

/** What says more than that nothing is made yet. */
const troubled: ReadonlySet<ShotState> = new Set(['in-flight', 'failed', 'lost', 'ambiguous']);

/** The nearest of the shapes that the style knows. */
function shapeOf({ ratio }: ReportShot, { report }: PageContext): string {
  const known = ratio.replace(':', 'x');
  if (['16x9', '9x16', '4x3', '3x4', '1x1', '21x9'].includes(known)) return known;
  const { width, height } = report.film;
  return width !== null && height !== null && width < height ? '9x16' : '16x9';
}

/** More than one take: each with its picture, and which of them is in the film. */
export function takes(shot: ReportShot, context: PageContext): Html {
  const { words } = context;
  if (shot.takes.length < 2) return html``;
  return html`<div class="takes">
    <h5>${words.takes}</h5>
    <ul>
      ${shot.takes.map((take) => oneTake(take, shot, context))}
    </ul>
  </div>`;
}

function oneTake(take: ReportTake, shot: ReportShot, { words, picture }: PageContext): Html {
  const name = words.take(take.number);
  const seen = picture(take.picture);
  const still = html`<span
    class="pic ${seen ?? 'none'}"
    role="img"
    aria-label="${shot.id}, ${name}"
  ></span>`;
  return html`<li class="${take.accepted ? 'accepted' : 'other'}">
    ${take.link === undefined ? still : html`<a href="${take.link}">${still}</a>`}<span
      >${name}
      <b>${take.accepted ? words.accepted : words.states[take.state]}</b>
      ${take.seed === null ? undefined : html`<small>${words.seed} ${take.seed}</small>`}
      ${take.cost === null ? undefined : html`<small>${price(take.cost)}</small>`}</span
    >
  </li>`;
}
