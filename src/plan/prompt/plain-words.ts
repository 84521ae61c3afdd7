/**
 * Prose never speaks the service's notation. In it double quotes are speech, `<>` is a sound, `（）`
 * is music and `【】` is text in the picture; so a writer's quotes go out as 「」 (single quotes in
 * English) and a writer's brackets as commas or dashes. 《》 means nothing to the service and stays.
 */
import type { PromptLanguage } from './wording.ts';

export function plainWords(text: string, language: PromptLanguage): string {
  if (!notation.test(text)) return text;
  return withoutBrackets(withPlainQuotes(text, language), language);
}

const notation = /[“”"＂‘’「」『』（）()<>＜＞【】]/;

function withPlainQuotes(text: string, language: PromptLanguage): string {
  return language === 'zh' ? chineseQuotes(text) : englishQuotes(text);
}

/** Outer quotes become 「」, quotes within them 『』; an apostrophe between letters stays. */
function chineseQuotes(text: string): string {
  const straight = countOf(text, straightQuote);
  let seen = 0;
  let depth = 0;
  const open = (): string => (depth++ === 0 ? '「' : '『');
  const close = (): string => {
    if (depth > 0) depth -= 1;
    return depth === 0 ? '」' : '』';
  };
  return text.replace(anyQuote, (mark: string, at: number) => {
    if (mark === '"' || mark === '＂') {
      seen += 1;
      if (seen === straight && straight % 2 === 1) return '″';
      return seen % 2 === 1 ? open() : close();
    }
    if (mark === '’' && isLatin(text[at - 1]) && isLatin(text[at + 1])) return mark;
    return '“‘「『'.includes(mark) ? open() : close();
  });
}

function englishQuotes(text: string): string {
  return text.replace(doubleQuote, "'");
}

const straightQuote = /["＂]/g;
const anyQuote = /[“”"＂‘’「」『』]/g;
const doubleQuote = /[“”"＂「」『』]/g;

const closers: Readonly<Record<string, string>> = {
  '（': '）)',
  '(': '）)',
  '<': '>＞',
  '＜': '>＞',
  '【': '】',
};
const strayBracket = /[（）()<>＜＞【】]/g;

/** `走（慢）来` → `走，慢，来`; dashes where the words inside have commas of their own. */
function withoutBrackets(text: string, language: PromptLanguage): string {
  const { comma, dash, blank } = separators[language];
  let plain = text;
  for (let pair = innermostPair(plain); pair; pair = innermostPair(plain)) {
    const before = plain.slice(0, pair.open).trimEnd();
    const inner = plain
      .slice(pair.open + 1, pair.close)
      .trim()
      .replace(endStop, '');
    const after = plain.slice(pair.close + 1).trimStart();
    const opensFreely = before === '' || endsInMark.test(before);
    const closesFreely = after === '' || startsWithMark.test(after);
    const mark = innerStop.test(inner) && !opensFreely ? dash : comma;
    const left = before === '' || inner === '' ? '' : opensFreely ? blank : mark;
    const right = closesFreely ? '' : inner !== '' ? mark : before === '' ? '' : blank;
    plain = before + left + inner + right + after;
  }
  return plain.replace(strayBracket, dash.trim());
}

const separators: Readonly<
  Record<PromptLanguage, { readonly comma: string; readonly dash: string; readonly blank: string }>
> = {
  zh: { comma: '，', dash: '——', blank: '' },
  en: { comma: ', ', dash: ' — ', blank: ' ' },
};

const endStop = /[，,。.；;、]+$/;
const innerStop = /[，,。.；;：:！!？?]/;
const endsInMark = /[，,。.；;：:！!？?、—「『]$/;
const startsWithMark = /^[，,。.；;：:！!？?、—」』]/;

/** The first closing bracket that has a partner before it, with the nearest such partner. */
function innermostPair(text: string): { open: number; close: number } | undefined {
  const opened: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (mark in closers) opened.push(at);
    else if ('）)>＞】'.includes(mark)) {
      for (let depth = opened.length - 1; depth >= 0; depth -= 1) {
        const open = opened[depth] ?? 0;
        if (closers[text.charAt(open)]?.includes(mark)) return { open, close: at };
      }
    }
  }
  return undefined;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function isLatin(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z]/.test(character);
}
