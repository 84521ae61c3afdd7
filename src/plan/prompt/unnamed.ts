/**
 * The last look over a prompt: every reference in the array is named in the text. What no sentence
 * came to speak of (a picture of somebody who is only heard) is named at the end; a reference that
 * the text passes over would be bound to whatever the service guesses.
 */
import type { MediumKind } from '../../media/facts.ts';
import type { Binding } from '../../semantics/program.ts';
import type { PromptContext } from './context.ts';
import { worksOnClip } from './namer.ts';
import { plainWords } from './plain-words.ts';

/** Sentences for the items that `text` does not name; frames are no references and need none. */
export function unnamedSentences(
  text: string,
  { shot, wording, language }: PromptContext,
): string[] {
  const missing: string[] = [];
  const look = (type: MediumKind, items: readonly Item[]): void => {
    items.forEach(({ bindings }, index) => {
      const item = wording.items(type, [index + 1]);
      if (names(text, item)) return;
      const name = nameOf(bindings);
      missing.push(
        name === undefined || type !== 'image'
          ? wording.reference({ items: item, type, inRelation: worksOnClip(shot) })
          : wording.shows(item, 1, plainWords(name, language)),
      );
    });
  };
  if (shot.mode === 'reference') look('image', shot.images);
  look('video', shot.videos);
  look('audio', shot.audios);
  return missing;
}

interface Item {
  readonly bindings: readonly Binding[];
}

/** 图片1 is not named by 图片12. */
function names(text: string, item: string): boolean {
  for (let at = text.indexOf(item); at !== -1; at = text.indexOf(item, at + 1)) {
    const next = text.charCodeAt(at + item.length);
    if (!(next >= 48 && next <= 57)) return true;
  }
  return false;
}

function nameOf(bindings: readonly Binding[]): string | undefined {
  for (const binding of bindings) {
    if (binding.kind === 'asset') return binding.use.asset.displayName;
  }
  return undefined;
}
