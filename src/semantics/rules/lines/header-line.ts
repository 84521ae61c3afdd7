/** Reads a line as the header or the scene line that its writer may have meant it to be. */
import { namePattern, digitNamePattern } from '../../../language/characters.ts';
import { blockByWord, foldKeyword } from '../../../language/lookup.ts';
import {
  relationKeywords,
  transitionKeywords,
  type BlockKeyword,
} from '../../../language/keywords.ts';

export interface HeaderLine {
  readonly keyword: BlockKeyword;
  /** `whole`: a complete line of that keyword. `colon`: the keyword and a colon. */
  readonly shape: 'whole' | 'colon';
  /** Where the keyword ends. */
  readonly keywordEnd: number;
}

/**
 * The header that the text is. Prose may begin with a keyword's word (`Black smoke rises.`), so a
 * whole line counts only where it holds what prose does not: a quoted string, a medium, a length, a
 * relation or a transition's kind.
 */
export function readHeaderLine(text: string): HeaderLine | undefined {
  firstWord.lastIndex = 0;
  const written = firstWord.exec(text)?.[0];
  if (written === undefined) return undefined;
  const keyword = blockByWord.get(foldKeyword(written));
  if (keyword === undefined) return undefined;
  const keywordEnd = written.length;
  const rest = text.slice(keywordEnd);
  if (colon.test(rest)) return { keyword, shape: 'colon', keywordEnd };
  return formOf(keyword)?.test(rest) ? { keyword, shape: 'whole', keywordEnd } : undefined;
}

const firstWord = /[A-Za-zＡ-Ｚａ-ｚ]+|[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff])/y;
const colon = /^[ \t\u3000]*[:：]/;

const name = `(?:${namePattern}|${digitNamePattern})`;
const asset = `[@＠]${name}`;
const quoted = `(?:"[^"]*"|“[^”]*”|「[^」]*」)`;
const length = String.raw`[0-9０-９][0-9０-９.．]*[ \t]*(?:ms|s|秒|m)`;
const medium = String.raw`(?:${quoted}|\S+\.[A-Za-z0-9]{2,4}|(?:https|asset):\/\/\S+)`;
const target = String.raw`(?:${asset}|${name}(?:\.${name})?)`;
const relation = `(?:${wordsOf(relationKeywords)})[ \\t]+${target}(?:[ \\t]*[,，、][ \\t]*${target})*`;
const range = String.raw`(?:${length}[ \t]*(?:\.\.|到|[~～])[ \t]*(?:${length})?|(?:\.\.|到|[~～])[ \t]*${length})`;
const declaration = `${asset}[ \\t]*${quoted}`;

/** What follows each keyword; without those whose lines hold nothing that prose does not. */
const forms: Readonly<Partial<Record<BlockKeyword, string>>> = {
  import: quoted,
  series: quoted,
  episode: `(?:[0-9０-９]+[ \\t]*)?${quoted}`,
  character: declaration,
  narrator: declaration,
  place: declaration,
  prop: declaration,
  style: declaration,
  video: declaration,
  audio: declaration,
  variant: `${name}[ \\t]*${quoted}`,
  scene: `${name}[ \\t]*${quoted}(?:[ \\t]*(?:like|同)[ \\t]+${name})?`,
  shot: `(?:${name}[ \\t]+)?(?:${length}(?:[ \\t]+${relation})?|${relation}(?:[ \\t]+${length})?)`,
  title: `${quoted}(?:[ \\t]*${length})?`,
  transition: `(?:${wordsOf(transitionKeywords)})(?:[ \\t]+${length})?`,
  clip: `${target}[ \\t]+${range}`,
  still: `${medium}[ \\t]+${length}`,
  black: length,
};

const compiled = new Map<BlockKeyword, RegExp>();

/** Compiled when a line first begins with the keyword: most scripts never need it. */
function formOf(keyword: BlockKeyword): RegExp | undefined {
  const known = compiled.get(keyword);
  if (known) return known;
  const form = forms[keyword];
  if (form === undefined) return undefined;
  const pattern = new RegExp(`^[ \\t\\u3000]*${form}[ \\t\\u3000]*$`, 'iu');
  compiled.set(keyword, pattern);
  return pattern;
}

function wordsOf(table: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(table)
    .flatMap(([word, twins]) => [word, ...twins])
    .join('|');
}
