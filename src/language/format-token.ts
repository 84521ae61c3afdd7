/** One token in its canonical form, and the blank between two of them. */
import { foldCase, foldWidth } from './characters.ts';
import { fieldFacts } from './fields.ts';
import {
  blockKeywords,
  fieldKeywords,
  innerKeywords,
  relationKeywords,
  transitionKeywords,
  valueKeywords,
} from './keywords.ts';
import {
  blockByWord,
  fieldByWord,
  foldKeyword,
  innerByWord,
  relationByWord,
  transitionByWord,
  valueByWord,
  valueOf,
} from './lookup.ts';
import { turnKeyword } from './turn-keywords.ts';
import type { IToken } from 'chevrotain';
import type { KeywordLanguage } from './turn-keywords.ts';

/** @param first the token that its line begins with */
export function formatToken(
  token: IToken,
  first: IToken,
  language: KeywordLanguage | undefined,
): string {
  const { image } = token;
  const { name } = token.tokenType;
  if (name.endsWith('Keyword')) return turnKeyword(image, blockByWord, blockKeywords, language);
  if (name.endsWith('Key')) return formatKey(image, language);
  const value = () => turnKeyword(image, valueByWord, valueKeywords, language);
  switch (name) {
    case 'Relation':
      return turnKeyword(image, relationByWord, relationKeywords, language);
    case 'TransitionName':
      return turnKeyword(image, transitionByWord, transitionKeywords, language);
    case 'For':
    case 'LastOf':
      return turnKeyword(image, innerByWord, innerKeywords, language);
    case 'ValueWord':
      return value();
    case 'Word':
    case 'Symbol':
    case 'Medium':
    case 'Words':
      if (isKeywordValue(token, first)) return value();
      return name === 'Symbol' ? foldWidth(image) : image;
    case 'Length':
      return foldCase(foldWidth(image)).replace(blanks, '');
    case 'Level':
      return foldWidth(image).replace(blanks, '').replace(minus, '-').replace(decibel, 'dB');
    case 'Money':
      return formatMoney(image);
    case 'Digits':
      return foldWidth(image).replace(minus, '-');
    case 'Loudness':
      return foldWidth(image).replace(minus, '-').replace(loudnessUnit, ' LUFS');
    case 'RangeMark':
    case 'DottedName':
      return image.replace(wideDot, '.');
    case 'Mention':
    case 'FirstSpeaker':
    case 'Speaker':
      return formatMention(image);
    case 'ForcedAction':
      return image.replace(afterMark, '$1');
    default:
      return image;
  }
}

/** What stands between two tokens of one line, of which `written` is there already. */
export function spaceBetween(before: IToken, after: IToken, written: string): string {
  const left = before.tokenType.name;
  const right = after.tokenType.name;
  if (right === 'Comma' || right === 'Colon' || left === 'RangeMark' || right === 'RangeMark') {
    return '';
  }
  if (right === 'Manner') return after.image.startsWith('(') ? ' ' : '';
  if (left === 'SpokenManner') return before.image.endsWith(')') ? ' ' : '';
  if (left === 'Comma' || left === 'Colon' || left.endsWith('Key')) {
    return isWide(written.charCodeAt(written.length - 1)) ? '' : ' ';
  }
  return ' ';
}

function formatKey(image: string, language: KeywordLanguage | undefined): string {
  const written = image.replace(colon, '');
  const turned = turnKeyword(written, fieldByWord, fieldKeywords, language);
  if (language === undefined) return turned + image.charAt(image.length - 1);
  return turned + (language === 'zh' ? '：' : ':');
}

/** Whether the token is a keyword value where its field takes one. */
function isKeywordValue(token: IToken, first: IToken): boolean {
  const key = fieldByWord.get(foldKeyword(first.image.replace(colon, '')));
  if (key === undefined || !first.tokenType.name.endsWith('Key')) return false;
  const value = valueOf(token.image);
  return value !== undefined && fieldFacts[key].keywords.includes(value);
}

function formatMoney(image: string): string {
  const folded = foldWidth(image).replace(blanks, '').replace('￥', '¥');
  const amount = /[0-9][0-9,.]*/.exec(folded)?.[0] ?? '';
  const currency = folded.replace(amount, '');
  if (currency === '¥' || currency === '$') return currency + amount;
  return currency === '元' ? amount + currency : `${amount} ${currency.toUpperCase()}`;
}

function formatMention(image: string): string {
  if (image.charCodeAt(0) !== 0x40 && image.charCodeAt(0) !== 0xff20) return image;
  return image
    .replace(/^＠/, '@')
    .replace(/^@[{｛]\s*([^{}｛｝]*?)\s*[}｝]/, '@{$1}')
    .replace(wideDot, '.');
}

function isWide(code: number): boolean {
  return code > 0x2e80;
}

const blanks = /[ \t\u00a0\u3000]+/g;
const minus = /^[−]/;
const loudnessUnit = /[ \t\u00a0\u3000]*lufs$/i;
const decibel = /db$/i;
const wideDot = /．/g;
const colon = /[ \t\u00a0\u3000]*[:：]$/;
/** The mark of a forced action, and the blanks that follow it. */
const afterMark = /^(画面[:：]|画面(?=[ \t\u00a0\u3000])|[!！△])[ \t\u00a0\u3000]+/;
