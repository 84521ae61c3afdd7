/** The prompt with every number that it names, and behind each number what is sent. */
import { html, type Html } from '../html.ts';
import type { Reference, ReportShot } from '../report.ts';
import type { Words } from '../words.ts';
import type { PageContext } from './context.ts';

export function prompt(shot: ReportShot, context: PageContext): Html {
  return html`<p class="prompt" dir="auto">
      ${shot.prompt.map((piece) => {
        const reference = 'reference' in piece ? shot.references[piece.reference] : undefined;
        return reference ? marked(piece.text, reference, shot, context) : piece.text;
      })}
    </p>
    ${references(shot, context)}`;
}

/** A link, so that a keyboard and a finger reach it as a mouse does. */
function marked(text: string, reference: Reference, shot: ReportShot, context: PageContext): Html {
  const seen = context.picture(reference.picture);
  return html`<a class="ref ${reference.type}" href="#${idOf(reference, shot, context)}"
    >${text}<span class="tip" aria-hidden="true"
      >${seen === undefined ? undefined : html`<span class="pic ${seen}"></span>`}<b
        >${reference.label}</b
      ><small>${whereFrom(reference)}</small></span
    ></a
  >`;
}

function references(shot: ReportShot, context: PageContext): Html {
  if (shot.references.length === 0) return html``;
  const { words } = context;
  return html`<ul class="references" aria-label="${words.references}">
    ${shot.references.map((reference) => {
      const seen = context.picture(reference.picture);
      const name = `${words.media[reference.type]} ${reference.number}`;
      return html`<li id="${idOf(reference, shot, context)}" class="${reference.type}">
        ${
          seen === undefined
            ? html`<span class="glyph" aria-hidden="true">${glyphs[reference.type]}</span>`
            : html`<span class="pic ${seen}" role="img" aria-label="${reference.label}"></span>`
        }<span
          ><b>${name}</b><span class="label" dir="auto">${reference.label}</span>
          <small>${roleOf(reference, words)}${whereFrom(reference)}</small></span
        >
      </li>`;
    })}
  </ul>`;
}

/** A shot is called as it is; a file has a name beside what it shows. */
function whereFrom({ origin, label }: Reference): string {
  return origin === label ? '' : origin;
}

const glyphs = { image: '▢', video: '▷', audio: '♪' } as const;

/** Of the roles, those that say more than the number does. */
function roleOf({ role }: Reference, words: Words): Html | undefined {
  if (role === 'first_frame') return html`${words.firstFrame} `;
  return role === 'last_frame' ? html`${words.lastFrame} ` : undefined;
}

function idOf({ type, number }: Reference, shot: ReportShot, { anchorOf }: PageContext): string {
  return `${anchorOf(shot.id)}-${type}-${number}`;
}
