/** The lines of a shot's body as sentences: one writer a kind of line. */
import type { BodyLine, InnerShot, ResolvedWords } from '../../semantics/program.ts';
import type { PromptContext } from './context.ts';
import { worksOnClip } from './namer.ts';
import { speechSentence } from './speech.ts';
import { clause } from './sentence.ts';

/** A sentence of the prompt; an introduction says who is who and may be moved behind an idiom. */
export interface Sentence {
  readonly kind: 'line' | 'introduction';
  readonly text: string;
}

/** The sentences of the body in written order, inner shots numbered. */
export function bodySentences(body: readonly InnerShot[], context: PromptContext): Sentence[] {
  const sentences: Sentence[] = [];
  let number = 0;
  for (const { cut, lines } of body) {
    const written: Sentence[] = [];
    if (cut) written.push(...introduced(context.namer.words(cut), context));
    for (const line of lines) written.push(...lineSentences(line, context));
    if (cut) {
      number += 1;
      labelFirst(written, context.wording.innerShot(number));
    }
    for (const sentence of written) sentences.push(sentence);
  }
  return sentences;
}

/** One line with the introductions that it calls for. */
export function lineSentences(line: BodyLine, context: PromptContext): Sentence[] {
  const text =
    line.kind === 'dialogue'
      ? speechSentence(line.spoken, context)
      : line.words.length === 0
        ? ''
        : writers[line.kind](line.words, context);
  context.written.push({
    text,
    place: line.kind === 'dialogue' ? line.spoken.place : line.place,
  });
  return introduced(text, context);
}

type ProseKind = Exclude<BodyLine['kind'], 'dialogue'>;

const writers: Readonly<
  Record<ProseKind, (words: ResolvedWords, context: PromptContext) => string>
> = {
  action: (words, { namer }) => namer.words(words),
  camera: (words, { namer }) => namer.words(words),
  light: (words, context) => {
    const time = context.takeTimeOfDay();
    const light = clause(context.namer.words(words));
    const { wording } = context;
    return wording.light(wording.list(time === undefined ? [light] : [time, light]));
  },
  sfx: (words, { namer, wording }) => wording.sound(clause(namer.literal(words))),
  music: (words, { namer, wording }) => wording.music(clause(namer.literal(words))),
  text: (words, { namer, wording }) => wording.textInPicture(namer.literal(words)),
};

function introduced(text: string, { namer, shot }: PromptContext): Sentence[] {
  const line: Sentence[] = text === '' ? [] : [{ kind: 'line', text }];
  const introductions = namer.takeIntroductions();
  if (introductions.length === 0) return line;
  const sentences = introductions.map((each): Sentence => ({ kind: 'introduction', text: each }));
  return worksOnClip(shot) ? [...line, ...sentences] : [...sentences, ...line];
}

function labelFirst(sentences: Sentence[], label: string): void {
  const first = sentences[0];
  if (first) sentences[0] = { ...first, text: label + first.text };
}
