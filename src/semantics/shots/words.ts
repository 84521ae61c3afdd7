/** The lines of a shot with the looks that hold in it: what the planner puts into words. */
import { type Looks, useOf, withLooks } from '../names/prose.ts';
import type { BodyLine, InnerShot, SpokenLine } from '../program.ts';
import type { Settings } from '../settings/settings.ts';
import type { DialogueBody, ShotBody } from './body.ts';
import { deliveryOfLine } from './delivery.ts';

export interface ShotWords {
  readonly inner: readonly InnerShot[];
  readonly dialogue: readonly SpokenLine[];
}

/** The inherited lines stand first, in the inner shot that holds for all. */
export function wordsOf(
  { inner }: ShotBody,
  inherited: Settings['lines'],
  looks: Looks,
  language: 'zh' | 'en',
): ShotWords {
  const dialogue: SpokenLine[] = [];
  const blocks = inner.map((block, index): InnerShot => {
    const lines: BodyLine[] = index === 0 ? inheritedWords(inherited, looks) : [];
    for (const line of block.lines) {
      if (line.kind === 'dialogue') {
        const spoken = spokenLine(line, looks, language);
        dialogue.push(spoken);
        lines.push({ kind: 'dialogue', spoken });
      } else {
        lines.push({ kind: line.kind, words: withLooks(line.prose, looks), place: line.place });
      }
    }
    return block.cut ? { cut: withLooks(block.cut, looks), lines } : { lines };
  });
  return { inner: blocks, dialogue };
}

function inheritedWords(inherited: Settings['lines'], looks: Looks): BodyLine[] {
  return inherited.map(({ key, value, file, field }) => ({
    kind: key,
    words: withLooks(value, looks),
    place: { source: file.source, span: field.value.span },
  }));
}

function spokenLine(line: DialogueBody, looks: Looks, language: 'zh' | 'en'): SpokenLine {
  const { delivery, manners } = deliveryOfLine(line, language);
  return {
    speakers: line.speakers.map((speaker) =>
      typeof speaker === 'string' ? speaker : useOf(speaker, looks),
    ),
    delivery,
    manners,
    text: line.text,
    line: line.line,
    place: line.place,
  };
}
