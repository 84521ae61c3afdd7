/** The lines of a shot that are words with mentions in them, each with its place in the script. */
import type { Place } from '../../../source/diagnostic.ts';
import type { BodyLine, ResolvedWords } from '../../program.ts';
import type { DraftShot } from '../../rule.ts';
import { fieldOf } from './describe.ts';

export interface WordsOfShot {
  readonly kind: Exclude<BodyLine['kind'], 'dialogue'> | 'cut' | 'prompt';
  readonly words: ResolvedWords;
  readonly place: Place;
}

export function* wordsOfShot(shot: DraftShot): Iterable<WordsOfShot> {
  for (const [index, { cut, lines }] of shot.body.entries()) {
    if (cut) yield { kind: 'cut', words: cut, place: placeOfCut(shot, index) };
    for (const line of lines) if (line.kind !== 'dialogue') yield line;
  }
  const span = fieldOf(shot, 'prompt')?.value.span;
  if (shot.prompt && span) {
    yield { kind: 'prompt', words: shot.prompt, place: { source: shot.sourceFile.source, span } };
  }
}

/** The first inner shot holds what stands above the first `cut:`, and has none. */
export function placeOfCut(shot: DraftShot, index: number): Place {
  const cuts = shot.block.body.filter((line) => line.kind === 'field' && line.key === 'cut');
  const span = cuts[index - 1]?.span ?? shot.place.span;
  return { source: shot.sourceFile.source, span };
}

/** The name where it stands in its line; undefined where the line is broken in the middle of it. */
export function placeOfName({ source, span }: Place, name: string): Place | undefined {
  const at = source.text.indexOf(name, span.start);
  if (at === -1 || at + name.length > span.end) return undefined;
  return { source, span: { start: at, end: at + name.length } };
}
