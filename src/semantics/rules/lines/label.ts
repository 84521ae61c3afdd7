/**
 * The label of a line: what stands before its first colon, where that is short enough to be meant as
 * a field's name or a speaker. Most lines of prose have no colon near their start and leave here at
 * once, so the rules that ask for a label cost such a line nothing.
 */
import type { Words } from '../../../language/syntax.ts';

export interface Label {
  /** Without the manner and the blanks around it. */
  readonly text: string;
  /** What stood in round brackets between the label and the colon. */
  readonly manner?: string;
  /**
   * `lower`: one or two lower-case ASCII words. `han`: one to six Han characters. `capitalised`: one
   * to three capitalised words. A number may follow the latter two (`路人2`, `Guard 2`).
   */
  readonly shape: 'lower' | 'han' | 'capitalised' | 'other';
  /** Index of the colon in the text of the words. */
  readonly colon: number;
  /** What follows the colon, without blanks around it. */
  readonly rest: string;
  /** A full-width colon, or one that a blank or the end of the line follows. */
  readonly separate: boolean;
}

/** Three capitalised words and a manner fit in here. */
const longestLabel = 60;

const lowerShape = /^[a-z]+(?: [a-z]+)?$/;
const hanShape = /^\p{Script=Han}{1,6}[0-9０-９]{0,2}$/u;
const capitalisedShape =
  /^\p{Lu}[\p{L}\p{M}'’-]*\.?(?: \p{Lu}[\p{L}\p{M}'’-]*\.?){0,2}(?: [0-9]{1,2})?$/u;
const mannerAtEnd = /^(.*?)[ \t]*[（(]([^（）()]*)[）)]$/su;
/** `https://` and `C:\\` are no labels; neither are `晚上8:45` and `画幅16：9`. */
const addressAfter = /^[/\\]/;
const digitBefore = /[0-9０-９]$/;
const digitAfter = /^[0-9０-９]/;

let lastWords: Words | undefined;
let lastLabel: Label | undefined;

/** The label of a line of prose. Asked by several rules in turn, hence the memory of one line. */
export function labelOf(words: Words): Label | undefined {
  if (words === lastWords) return lastLabel;
  lastWords = words;
  // A label stands on one line: what continues the line is not asked.
  lastLabel = readLabel(words.text.slice(0, words.pieces[1]?.at));
  return lastLabel;
}

function readLabel(text: string): Label | undefined {
  const colon = firstColon(text);
  if (colon < 1) return undefined;
  const after = text.slice(colon + 1);
  const before = text.slice(0, colon).trimEnd();
  if (addressAfter.test(after) || (digitBefore.test(before) && digitAfter.test(after))) {
    return undefined;
  }
  const withManner = mannerAtEnd.exec(before);
  const label = withManner?.[1] ?? before;
  if (label === '') return undefined;
  return {
    text: label,
    ...(withManner?.[2] === undefined ? {} : { manner: withManner[2] }),
    shape: shapeOf(label),
    colon,
    rest: after.trim(),
    separate: text[colon] === '：' || after === '' || /^\s/.test(after),
  };
}

function firstColon(text: string): number {
  const end = Math.min(text.length, longestLabel);
  for (let at = 0; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x3a || unit === 0xff1a) return at;
  }
  return -1;
}

function shapeOf(label: string): Label['shape'] {
  if (lowerShape.test(label)) return 'lower';
  if (hanShape.test(label)) return 'han';
  if (capitalisedShape.test(label)) return 'capitalised';
  return 'other';
}
