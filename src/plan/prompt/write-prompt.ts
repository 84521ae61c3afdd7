/**
 * A shot as the text of its request. Sentences are written in the order in which they stand, since
 * the first mention of anything is the one that carries its number.
 */
import type { Asset, AssetUse, Shot } from '../../semantics/program.ts';
import type { Place } from '../../source/diagnostic.ts';
import { idioms } from './idioms/idiom.ts';
import { bodySentences, type PromptContext } from './lines.ts';
import { namerFor } from './namer.ts';
import { numbersOf } from './numbers.ts';
import { joined } from './sentence.ts';
import { avoidSentence, closingSentences, settingSentences } from './setting.ts';
import { unnamedSentences } from './unnamed.ts';
import { verbatimText } from './verbatim.ts';
import { wordings } from './wording.ts';

export interface Prompt {
  /** Empty where the shot has no words. */
  readonly text: string;
  /** What each line of the script became, with its place. */
  readonly lines: readonly { readonly text: string; readonly place: Place }[];
}

export function writePrompt(shot: Shot): Prompt {
  const lines: { text: string; place: Place }[] = [];
  const context = contextOf(shot, lines);
  const text =
    shot.prompt === undefined
      ? joined([...compose(context), avoidSentence(context)], shot.language)
      : verbatim(context);
  return { text, lines };
}

/** A writer's own prompt keeps its every mark; only `avoid:` may follow it. */
function verbatim(context: PromptContext): string {
  const avoid = avoidSentence(context);
  const text = verbatimText(context);
  return avoid === '' ? text : joined([text, avoid], context.language);
}

function compose(context: PromptContext): string[] {
  const { shot } = context;
  const idiom = shot.relation && idioms[shot.relation.kind];
  // An idiom opens its prompt; otherwise the place does.
  const sentences = idiom
    ? [...idiom(context), ...settingSentences(context)]
    : [...settingSentences(context), ...bodySentences(shot.body, context).map(({ text }) => text)];
  sentences.push(...closingSentences(context), ...context.namer.takeIntroductions());
  return [...sentences, ...unnamedSentences(sentences.join('\n'), context)];
}

function contextOf(shot: Shot, lines: { text: string; place: Place }[]): PromptContext {
  const { language } = shot;
  const wording = wordings[language];
  const numbers = numbersOf(shot);
  const voiced = new Set<Asset | string>();
  let timeOfDay = shot.setting.timeOfDay;
  return {
    shot,
    language,
    wording,
    numbers,
    namer: namerFor(shot, { language, wording, numbers }),
    takeTimeOfDay() {
      const time = timeOfDay;
      timeOfDay = undefined;
      return time === undefined ? undefined : wording.timeOfDay(time);
    },
    takeVoice(speaker: AssetUse | string) {
      const key = typeof speaker === 'string' ? speaker : speaker.asset;
      if (voiced.has(key)) return undefined;
      voiced.add(key);
      return numbers.voiceOf(speaker);
    },
    record: (text, place) => void lines.push({ text, place }),
  };
}
