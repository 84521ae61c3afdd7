/**
 * Markup that is escaped unless a template of ours wrote it. A template keeps its parts; they become
 * text once, at the end, where every one of them passes through the same door. So nothing that a
 * script, a service or a file name says can be markup, in text and in quoted attributes alike.
 */

export interface Html {
  readonly strings: readonly string[];
  readonly parts: readonly HtmlPart[];
}

export type HtmlPart = string | number | Html | undefined | readonly HtmlPart[];

/** Strings are text, `undefined` is nothing, lists follow each other. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { strings, parts };
}

export interface SerializeOptions {
  /** What must not be shown is taken out of every text before it is escaped. */
  readonly hide: (text: string) => string;
}

export function serialize(markup: Html, options: SerializeOptions): string {
  const pieces: string[] = [];
  write(markup, options, pieces);
  return pieces.join('');
}

function write(part: HtmlPart, options: SerializeOptions, pieces: string[]): void {
  if (part === undefined) return;
  if (typeof part === 'number') pieces.push(String(part));
  else if (typeof part === 'string') pieces.push(escapeText(options.hide(withoutQueries(part))));
  else if (isHtml(part)) {
    part.strings.forEach((text, index) => {
      pieces.push(text);
      write(part.parts[index], options, pieces);
    });
  } else for (const one of part) write(one, options, pieces);
}

function isHtml(part: Html | readonly HtmlPart[]): part is Html {
  return 'strings' in part;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Controls that turn the direction of what follows, or that HTML forbids, become the mark for what cannot be read. */
const unreadable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

function escapeText(text: string): string {
  return text
    .replace(unreadable, '\ufffd')
    .replace(/[&<>"'`]/g, (character) => entities[character] ?? '');
}

/** A link's query and user are where a signature or a password stands. */
function withoutQueries(text: string): string {
  return text
    .replace(/\b(https?:\/\/)[^\s/@?#]*@/gi, '$1')
    .replace(/\b(https?:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, '$1?…');
}
