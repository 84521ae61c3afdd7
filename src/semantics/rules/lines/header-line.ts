/** Reads a line as the header or the scene line that its writer may have meant it to be. */
import type { BlockKeyword } from '../../../language/keywords.ts';
import { isHeaderLine } from '../../../language/lone-line.ts';
import { blockByWord, foldKeyword } from '../../../language/lookup.ts';

export interface HeaderLine {
  readonly keyword: BlockKeyword;
  /**
   * `whole`: a complete line of that keyword. `colon`: the keyword and a colon. `glued`: it would be
   * complete with a blank behind the keyword, as in `镜头2 5秒`.
   */
  readonly shape: 'whole' | 'colon' | 'glued';
  /** Where the keyword ends. */
  readonly keywordEnd: number;
}

/** The header that the text is, if it is one and could not be prose. */
export function readHeaderLine(text: string): HeaderLine | undefined {
  firstWord.lastIndex = 0;
  const written = firstWord.exec(text)?.[0];
  const keyword = written && blockByWord.get(foldKeyword(written));
  if (written === undefined || !keyword) return surelyGlued(text);
  const keywordEnd = written.length;
  if (colon.test(text.slice(keywordEnd))) return { keyword, shape: 'colon', keywordEnd };
  if (isHeaderLine(keyword, text)) return { keyword, shape: 'whole', keywordEnd };
  return surelyGlued(text);
}

/** In prose a number or a transition's kind must follow: `镜头环绕 5秒` may well be action. */
function surelyGlued(text: string): HeaderLine | undefined {
  const glued = startsGlued.test(text) ? gluedKeyword(text) : undefined;
  if (!glued) return undefined;
  const { keyword, keywordEnd } = glued;
  const isSure = keyword === 'transition' || digit.test(text.slice(keywordEnd));
  return isSure ? readGlued(text) : undefined;
}

/** A keyword that what follows it stands at without a blank: Chinese writes none. */
export function readGlued(text: string): HeaderLine | undefined {
  const glued = gluedKeyword(text);
  if (!glued) return undefined;
  const { keyword, keywordEnd } = glued;
  return isHeaderLine(keyword, `${text.slice(0, keywordEnd)} ${text.slice(keywordEnd)}`)
    ? { keyword, shape: 'glued', keywordEnd }
    : undefined;
}

function gluedKeyword(text: string): Pick<HeaderLine, 'keyword' | 'keywordEnd'> | undefined {
  const run = keywordRun.exec(text)?.[0] ?? '';
  for (let keywordEnd = run.length; keywordEnd > 0; keywordEnd -= 1) {
    const written = text.slice(0, keywordEnd);
    const keyword = blockByWord.get(foldKeyword(written));
    if (keyword === undefined) continue;
    const follows = han.test(written) ? visible : digit;
    if (follows.test(text.slice(keywordEnd))) return { keyword, keywordEnd };
  }
  return undefined;
}

/** As much of a text as could be a keyword: none is longer in Chinese than three characters. */
const keywordRun = /^(?:[A-Za-zＡ-Ｚａ-ｚ]+|[\u4e00-\u9fff]{1,3})/;
const startsGlued = new RegExp(
  `^(?:[A-Za-z]+[0-9０-９]|[${[...new Set([...blockByWord.keys()].map((word) => word.charAt(0)))].join('')}])`,
);
const han = /^\p{Script=Han}/u;
const visible = /^[^\s\u3000\u00a0:：]/u;
const digit = /^[0-9０-９]/;

const firstWord = /[A-Za-zＡ-Ｚａ-ｚ]+|[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff])/y;
const colon = /^[ \t\u3000]*[:：]/;
