/** The lines of a shot with the looks that hold in it: what the planner puts into words. */
import { type Looks, useOf, withLooks } from '../names/prose.ts';
import type { BodyLine, InnerShot, SpokenLine } from '../program.ts';
import type { Settings } from '../settings/settings.ts';
import type { DialogueBody, ProseBody, ShotBody } from './body.ts';
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
    const own = block.lines.map((line): BodyLine => {
      if (line.kind !== 'dialogue') return lineWithLooks(line, looks);
      const spoken = spokenLine(line, looks, language);
      dialogue.push(spoken);
      return { kind: 'dialogue', spoken };
    });
    const isFirst = index === 0 && inherited.length > 0;
    const lines = isFirst ? inherited.map((line) => lineWithLooks(line, looks)).concat(own) : own;
    return block.cut ? { cut: withLooks(block.cut, looks), lines } : { lines };
  });
  return { inner: blocks, dialogue };
}

/** The line itself where its words stay as they are. */
function lineWithLooks(line: ProseBody, looks: Looks): BodyLine {
  const { kind, place } = line;
  const words = withLooks(line.words, looks);
  return words === line.words ? line : { kind, words, place };
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
