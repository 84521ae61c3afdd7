/** A spoken line as a sentence: who, how, in whose voice, and the words in double quotes. */
import type { AssetUse, SpokenLine } from '../../semantics/program.ts';
import type { PromptContext } from './context.ts';
import { plainWords } from './plain-words.ts';
import { closed } from './sentence.ts';
import type { SpeakerPhrase } from './wording.ts';

export function speechSentence(spoken: SpokenLine, context: PromptContext): string {
  const { language, wording } = context;
  return wording.speech({
    speakers: spoken.speakers.map((speaker) => speakerPhrase(speaker, spoken, context)),
    delivery: spoken.delivery,
    narrated: spoken.speakers.every(
      (speaker) => typeof speaker !== 'string' && speaker.asset.kind === 'narrator',
    ),
    manners: spoken.manners.map((manner) => plainWords(manner, language)),
    words: closed(plainWords(spoken.text, language), language),
  });
}

function speakerPhrase(
  speaker: AssetUse | string,
  spoken: SpokenLine,
  context: PromptContext,
): SpeakerPhrase {
  const { language, wording, namer } = context;
  const bareName = plainWords(
    typeof speaker === 'string' ? speaker : speaker.asset.displayName,
    language,
  );
  const name =
    typeof speaker === 'string'
      ? bareName
      : spoken.delivery === 'out-of-frame'
        ? namer.heard(speaker)
        : namer.name(speaker);
  const number = context.takeVoice(speaker);
  return {
    name,
    bareName,
    ...(number === undefined ? {} : { voice: wording.items('audio', [number]) }),
  };
}
