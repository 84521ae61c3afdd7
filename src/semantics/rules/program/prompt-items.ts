/**
 * The references of a shot whose whole text its writer wrote: each number in it must exist, and each
 * item that is sent should be spoken of. Frames need no word, for the mode says what they are.
 */
import type { Diagnostic, Place } from '../../../source/diagnostic.ts';
import { spanIn } from '../../../language/words.ts';
import type { AssetUse, ResolvedWords } from '../../program.ts';
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { fieldOf, nameOfItem, type SentItem } from './describe.ts';
import { lineBesidePrompt } from './prompt-alone.ts';
import { mentionsIn } from './uses-of-shot.ts';

const kinds = ['images', 'videos', 'audios'] as const;
type Kind = (typeof kinds)[number];

const kindOfWord: Readonly<Record<string, Kind>> = {
  图片: 'images',
  视频: 'videos',
  音频: 'audios',
  image: 'images',
  video: 'videos',
  audio: 'audios',
};
const wordsOfKind: Readonly<Record<Kind, Readonly<Record<DraftShot['language'], string>>>> = {
  images: { zh: '图片', en: 'Image ' },
  videos: { zh: '视频', en: 'Video ' },
  audios: { zh: '音频', en: 'Audio ' },
};
const notation =
  /(图片|视频|音频|(?<![A-Za-z])(?:image|video|audio)) ?([0-9]{1,3})(?![0-9A-Za-z])/giu;

export const promptItems: ProgramRule = {
  name: 'prompt-items',
  *check(draft) {
    for (const shot of draft.shots) {
      if (!shot.prompt || draft.incomplete.has(shot.id) || lineBesidePrompt(shot)) continue;
      const numbers = [...numbersIn(shot.prompt)];
      const wrong = numbers.filter(
        ({ kind, number }) => !(number >= 1 && number <= shot[kind].length),
      );
      for (const { text, kind } of wrong) {
        const count = shot[kind].length;
        yield registry.make('prompt-number-missing', placeOfText(shot, text), {
          notation: text,
          count,
          kind,
        });
      }
      // A wrong number may have meant what now seems to be never named.
      if (wrong.length === 0) yield* itemsNeverNamed(shot, shot.prompt, numbers);
    }
  },
};

interface WrittenNumber {
  readonly text: string;
  readonly kind: Kind;
  readonly number: number;
}

function* numbersIn(prompt: ResolvedWords): Iterable<WrittenNumber> {
  for (const part of prompt) {
    if (typeof part !== 'string') continue;
    for (const [text, word = '', digits] of part.matchAll(notation)) {
      const kind = kindOfWord[word.toLowerCase()];
      if (kind) yield { text, kind, number: Number(digits) };
    }
  }
}

function* itemsNeverNamed(
  shot: DraftShot,
  prompt: ResolvedWords,
  numbers: readonly WrittenNumber[],
): Iterable<Diagnostic> {
  const mentioned = new Set([...mentionsIn(prompt)].map(({ asset }) => asset));
  for (const kind of kinds) {
    for (const [index, item] of shot[kind].entries()) {
      if (item.role === 'first_frame' || item.role === 'last_frame') continue;
      if (numbers.some((written) => written.kind === kind && written.number === index + 1))
        continue;
      if (isOf(item, mentioned)) continue;
      yield registry.make('item-never-named', promptPlace(shot), {
        item: `${wordsOfKind[kind][shot.language]}${index + 1}`,
        what: nameOfItem(item),
      });
    }
  }
}

function isOf(item: SentItem, mentioned: ReadonlySet<AssetUse['asset']>): boolean {
  return item.bindings.some(
    (binding) => binding.kind === 'asset' && mentioned.has(binding.use.asset),
  );
}

function promptPlace(shot: DraftShot): Place {
  const field = fieldOf(shot, 'prompt');
  return field ? { source: shot.sourceFile.source, span: field.keySpan } : shot.place;
}

function placeOfText(shot: DraftShot, text: string): Place {
  const field = fieldOf(shot, 'prompt');
  if (field?.value.kind !== 'words') return shot.place;
  const { words } = field.value;
  const at = words.text.indexOf(text);
  if (at === -1) return promptPlace(shot);
  return { source: shot.sourceFile.source, span: spanIn(words, at, at + text.length) };
}
