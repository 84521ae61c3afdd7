/** The lines of a shot's body as sentences: one writer a kind of line. */
import type {
  AssetUse,
  BodyLine,
  InnerShot,
  ResolvedWords,
  Shot,
} from '../../semantics/program.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { Namer } from './namer.ts';
import type { Numbers } from './numbers.ts';
import { speechSentence } from './speech.ts';
import { clause } from './sentence.ts';
import type { PromptLanguage, Wording } from './wording.ts';

export interface PromptContext {
  readonly shot: Shot;
  readonly language: PromptLanguage;
  readonly wording: Wording;
  readonly numbers: Numbers;
  readonly namer: Namer;
  /** The heading's time of day, once: whoever speaks of light first takes it. */
  readonly takeTimeOfDay: () => string | undefined;
  /** The number of the audio with this speaker's voice, once: at their first line. */
  readonly takeVoice: (speaker: AssetUse | string) => number | undefined;
  /** Remembers what a line of the script became, so that a fault in the text is found again. */
  readonly record: (text: string, place: Place) => void;
}

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
  context.record(text, line.kind === 'dialogue' ? line.spoken.place : line.place);
  return introduced(text, context);
}

type ProseKind = Exclude<BodyLine['kind'], 'dialogue'>;

const writers: Readonly<
  Record<ProseKind, (words: ResolvedWords, context: PromptContext) => string>
> = {
  action: (words, { namer }) => namer.words(words),
  camera: (words, { namer }) => namer.words(words),
  light: (words, { namer, wording, takeTimeOfDay }) => {
    const time = takeTimeOfDay();
    const light = clause(namer.words(words));
    return wording.light(wording.list(time === undefined ? [light] : [time, light]));
  },
  sfx: (words, { namer, wording }) => wording.sound(clause(namer.literal(words))),
  music: (words, { namer, wording }) => wording.music(clause(namer.literal(words))),
  text: (words, { namer, wording }) => wording.textInPicture(namer.literal(words)),
};

function introduced(text: string, { namer, shot }: PromptContext): Sentence[] {
  const line: Sentence[] = text === '' ? [] : [{ kind: 'line', text }];
  const introductions = namer
    .takeIntroductions()
    .map((each): Sentence => ({ kind: 'introduction', text: each }));
  if (introductions.length === 0) return line;
  const follows = shot.relation !== undefined && shot.relation.kind !== 'continues';
  return follows ? [...line, ...introductions] : [...introductions, ...line];
}

function labelFirst(sentences: Sentence[], label: string): void {
  const first = sentences[0];
  if (first) sentences[0] = { ...first, text: label + first.text };
}
