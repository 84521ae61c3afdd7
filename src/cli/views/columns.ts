/** Text in columns, by what it takes on the screen: a Chinese character takes two. */
import stringWidth from 'string-width';

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - stringWidth(text))) + text;
}

export function widest(texts: Iterable<string>): number {
  let most = 0;
  for (const text of texts) most = Math.max(most, stringWidth(text));
  return most;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The characters as they are seen. */
export function graphemesOf(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** At most `columns` wide on the screen, a cut marked by `…`; a wide character is never halved. */
export function fit(text: string, columns: number): string {
  const line = text.replaceAll('\n', ' ');
  if (stringWidth(line) <= columns) return line;
  let shown = '';
  let width = 0;
  for (const grapheme of graphemesOf(line)) {
    const more = stringWidth(grapheme);
    if (width + more > columns - 1) break;
    shown += grapheme;
    width += more;
  }
  return `${shown}…`;
}
