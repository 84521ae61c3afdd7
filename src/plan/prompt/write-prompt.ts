/**
 * A shot as the text of its request. Sentences are written in the order in which they stand, since
 * the first mention of anything is the one that carries its number.
 */
import type { Shot } from '../../semantics/program.ts';
import { PromptContext, type WrittenLine } from './context.ts';
import { idioms } from './idioms/idiom.ts';
import { bodySentences } from './lines.ts';
import { joined } from './sentence.ts';
import { avoidSentence, closingSentences, settingSentences } from './setting.ts';
import { unnamedSentences } from './unnamed.ts';
import { verbatimText } from './verbatim.ts';

export interface Prompt {
  /** Empty where the shot has no words. */
  readonly text: string;
  /** What each line of the script became, with its place. */
  readonly lines: readonly WrittenLine[];
}

export function writePrompt(shot: Shot): Prompt {
  const context = new PromptContext(shot);
  const text = shot.prompt === undefined ? composed(context) : verbatim(context);
  return { text, lines: context.written };
}

function composed(context: PromptContext): string {
  const { shot, namer, language } = context;
  const idiom = shot.relation && idioms[shot.relation.kind];
  // An idiom opens its prompt; otherwise the place does.
  const sentences = idiom
    ? [...idiom(context), ...settingSentences(context)]
    : [...settingSentences(context), ...bodySentences(shot.body, context).map(({ text }) => text)];
  sentences.push(...closingSentences(context), ...namer.takeIntroductions());
  const text = joined(sentences, language);
  return joined([text, ...unnamedSentences(text, context), avoidSentence(context)], language);
}

/** A writer's own prompt keeps its every mark; only `avoid:` may follow it. */
function verbatim(context: PromptContext): string {
  const avoid = avoidSentence(context);
  const text = verbatimText(context);
  const place = context.shot.promptPlace;
  if (place) context.written.push({ text, place });
  return avoid === '' ? text : joined([text, avoid], context.language);
}
