/** Sentences and the seams between them: one stop at each, never two and never none. */
import type { PromptLanguage } from './wording.ts';

/** The text with a full stop at its end, unless it closes by itself; a dangling comma gives way to it. */
export function closed(text: string, language: PromptLanguage): string {
  if (text.endsWith('。') && !text.startsWith(' ')) return text;
  const bare = withoutDangling(text);
  if (bare === '' || endsClosed.test(bare)) return bare;
  return bare + (language === 'zh' ? '。' : '.');
}

/** The text as a clause within a longer sentence: without its full stop; `！` and `？` stay. */
export function clause(text: string): string {
  const bare = withoutDangling(text);
  return /[.。]/.test(bare.charAt(bare.length - 1)) ? bare.replace(fullStop, '') : bare;
}

/** The last character is asked first: the expression itself tries at every blank and comma. */
function withoutDangling(text: string): string {
  const bare = text.trim();
  return dangling.test(bare.charAt(bare.length - 1)) ? bare.replace(danglingMark, '') : bare;
}

/** Does the text end in a mark that a comma cannot follow? */
export function endsLoudly(text: string): boolean {
  return loudEnd.test(text);
}

/** Closed sentences one after the other; in Chinese a blank stands only between Latin words. */
export function joined(sentences: readonly string[], language: PromptLanguage): string {
  let text = '';
  // What ends the text: to ask the text itself would lay it out anew for every sentence.
  let last = '';
  for (const sentence of sentences) {
    const next = closed(language === 'en' ? capitalised(sentence) : sentence, language);
    if (next === '') continue;
    if (text !== '' && (language === 'en' || (asciiEnd.test(last) && asciiStart.test(next)))) {
      text += ' ';
    }
    text += next;
    last = next;
  }
  return text;
}

/** A sentence begins with a capital; words with a capital of their own (iPhone) keep their shape. */
function capitalised(text: string): string {
  return lowerWord.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The other way, where a sentence becomes a clause: only words that are never names. */
export function uncapitalised(text: string): string {
  return functionWord.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

const dangling = /[，、,]/;
const danglingMark = /[，、,\s]+$/;
const endsClosed = /[。！？…：；.!?:;—][”」』’"']*$/;
const fullStop = /(?<![.。])[。.]$/;
const loudEnd = /[！？…!?—][”」』’"']*$/;
const asciiEnd = /[\x21-\x7E]$/;
const asciiStart = /^[\x21-\x7E]/;
const lowerWord = /^[a-z][a-z'’-]*(?![A-Za-z0-9])/;
const functionWord =
  /^(?:A|An|The|He|She|It|They|We|You|His|Her|Their|Its|My|Our|In|On|At|As|From|With|Then|And|But|Through|When|While|After|Before|Slowly|Suddenly|Outside|Inside|Replace|Change|Make|Turn|Put|Swap|Remove|Add|Give|Let)(?![\w'’-])/;
