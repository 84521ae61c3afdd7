/** The cut to scale: scenes, what plays, and how it is joined. */
import { html, type Html } from '../html.ts';
import type { CutBlock } from '../report.ts';
import { clock, seconds } from './amounts.ts';
import type { PageContext } from './context.ts';
import { scale } from './scale.ts';

export function cutSection(context: PageContext): Html {
  const { report, words, sheet } = context;
  const { cut } = report;
  const strip = stripOf(cut.seconds);
  if (cut.blocks.length === 0) return html``;
  const at = (from: number, length: number): string =>
    sheet.place(from / cut.seconds, length / cut.seconds);
  return html`<section id="cut">
    <h2>${words.cut} <small>${clock(cut.seconds)}</small></h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${words.cut}, ${words.scrolls}">
      <div class="track ${strip.width}">
        <div class="lane bands" aria-label="${words.scenes}">
          ${cut.scenes.map(
            ({ id, heading, fromSeconds, seconds: length }) =>
              html`<div class="band ${at(fromSeconds, length)}" title="${heading ?? id}">
                <span dir="auto">${heading ?? id}</span>
              </div>`,
          )}
        </div>
        <ol class="lane blocks">
          ${cut.blocks.map((block) => blockOf(block, at(block.fromSeconds, block.seconds), context))}
        </ol>
        <ul class="lane joints" aria-label="${words.seams}">
          ${cut.transitions.map(
            ({ kind, fromSeconds, seconds: length }) =>
              html`<li
                class="joint ${familyOf(kind)} ${sideOf(fromSeconds, cut.seconds)} ${at(fromSeconds, length)}"
                title="${words.transitions[kind]} ${seconds(length)} ${words.seconds}"
              >
                <span>${words.transitions[kind]} ${seconds(length)}</span>
              </li>`,
          )}${cut.blocks.map((block) => seamOf(block, `${sideOf(block.fromSeconds, cut.seconds)} ${at(block.fromSeconds, 0)}`, context))}
        </ul>
        ${scale(cut.seconds, sheet, strip.marksMax)}
      </div>
    </div>
    <p class="hint">${cut.measured ? words.cutByClips : words.cutByRequest}</p>
  </section>`;
}

function blockOf(block: CutBlock, place: string, { words, picture, anchorOf }: PageContext): Html {
  const name = block.kind === 'black' ? words.black : block.label;
  const card = words.cards[block.kind];
  const what = block.kind === 'black' ? card : `${card} ${name}`;
  const said = `${what}, ${seconds(block.seconds)} ${words.seconds}`;
  const shown = html`<span
      class="pic ${block.drawn ? 'drawn' : ''} ${picture(block.picture) ?? 'none'}"
    ></span
    ><span class="name" dir="auto">${shortName(name, block)}</span
    ><span class="length">${seconds(block.seconds)}</span>`;
  return html`<li class="block ${block.kind} ${place}" title="${said}">
    ${
      block.shot === undefined
        ? html`<div>${shown}</div>`
        : html`<a href="#${anchorOf(block.shot)}" aria-label="${said}">${shown}</a>`
    }
  </li>`;
}

function shortName(name: string, { kind }: CutBlock): string {
  return kind === 'clip' ? name.slice(name.indexOf('.') + 1) : name;
}

function seamOf({ seam }: CutBlock, place: string, { words }: PageContext): Html {
  if (!seam) return html``;
  const frames = seam.cutFrames + seam.cutFromNeighbour;
  const cut = frames > 0 ? `: ${words.seamCut} ${frames} ${words.frames}` : '';
  const said = `${words.relations[seam.relation]} ${seam.of.join(', ')}${cut} (${words.seamBy[seam.by]})`;
  return html`<li class="seam ${place}" title="${said}">
    <span>${words.relations[seam.relation]}</span>
  </li>`;
}

function familyOf(kind: string): string {
  return kind.startsWith('fade') ? kind : 'blend';
}

/** Near the film's end there is room for words to the left alone. */
function sideOf(from: number, whole: number): 'early' | 'late' {
  return from > whole * 0.94 ? 'late' : 'early';
}

interface Strip {
  /** A class of the style. */
  readonly width: string;
  readonly marksMax: number;
}

/** Long films scroll; the steps keep a second wide enough to be read, and a mark of time always in sight. */
function stripOf(length: number): Strip {
  if (length <= 40) return { width: 'w1', marksMax: 16 };
  if (length <= 100) return { width: 'w2', marksMax: 16 };
  if (length <= 240) return { width: 'w3', marksMax: 30 };
  return length <= 600 ? { width: 'w4', marksMax: 60 } : { width: 'w5', marksMax: 180 };
}
