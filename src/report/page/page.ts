/**
 * The whole page: one document, no script, no address that is not relative or a picture of its own.
 * The policy lets nothing else in, even if a template were wrong one day.
 */
import { createHash } from 'node:crypto';
import { html, serialize, type Html, type SerializeOptions } from '../html.ts';
import type { Report } from '../report.ts';
import { Sheet } from '../sheet.ts';
import { wordsOf } from '../words.ts';
import type { PageContext } from './context.ts';
import { cutSection } from './cut.ts';
import { moneySection } from './money.ts';
import { overview } from './overview.ts';
import { runsSection } from './runs.ts';
import { storyboard } from './storyboard.ts';
import { baseStyle } from './style.ts';
import { warningsSection } from './warnings.ts';

/** @param options what must not be shown (keys, signed links) is taken out of every text */
export function reportPage(report: Report, options: SerializeOptions): string {
  const sheet = new Sheet(baseStyle);
  const context = contextOf(report, sheet);
  const {
    words,
    report: { episode },
  } = context;
  const body = html`
    <a class="skip" href="#storyboard">${words.skip}</a>
    ${overview(context)}
    <main>
      ${cutSection(context)} ${storyboard(context)} ${runsSection(context)} ${moneySection(context)}
      ${warningsSection(context)}
    </main>
  `;
  const style = sheet.text;
  return serialize(
    html`<!doctype html>
      <html lang="${words.tag}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policyFor(style)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>${episode.title ?? episode.id} · ${words.storyboard}</title>
          ${styleElement(style)}
        </head>
        <body>
          ${body}
        </body>
      </html> `,
    options,
  );
}

function contextOf(report: Report, sheet: Sheet): PageContext {
  const shots = report.scenes.flatMap((scene) => scene.shots);
  const anchors = new Map(shots.map(({ id, number }) => [id, `shot-${number}`]));
  return {
    report,
    words: wordsOf[report.language],
    sheet,
    picture(name) {
      const dataUri = name === undefined ? undefined : report.pictures.get(name);
      return dataUri === undefined ? undefined : sheet.picture(dataUri);
    },
    anchorOf: (shot) => anchors.get(shot) ?? 'storyboard',
  };
}

/** Film and clips lie beside the page; `file:` is what that means for a page opened from disk. */
function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    `default-src 'none'`,
    `style-src 'sha256-${hash}'`,
    'img-src data:',
    `media-src 'self' file:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/**
 * The sheet alone is put in as it is: it holds rules of ours, numbers, and pictures in base64. The
 * hash is of every character between the tags.
 */
function styleElement(style: string): Html {
  if (style.includes('<')) throw new Error('a stylesheet holds no markup');
  return { strings: [`<style>${style}</style>`], parts: [] };
}
