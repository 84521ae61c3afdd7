/**
 * What the line rules share: the words that a line carries, and the place of a stretch of them.
 */
import type { FieldLine, Words } from '../../../language/syntax.ts';
import { spanIn } from '../../../language/words.ts';
import type { Place } from '../../../source/diagnostic.ts';
import type { CheckedLine, LineContext } from '../../rule.ts';

/** The words of a line; undefined for a field whose value is something else. */
export function wordsOf(line: CheckedLine): Words | undefined {
  return line.kind === 'field' ? wordsOfField(line) : line.words;
}

/** The writer's own words in a field's value: its text, or what follows `for` in a reference. */
function wordsOfField(line: FieldLine): Words | undefined {
  if (line.value.kind === 'words') return line.value.words;
  if (line.value.kind === 'reference') return line.value.purpose;
  return undefined;
}

/** The words of a line that the parser took for prose, or that belongs nowhere; else undefined. */
export function proseOf(line: CheckedLine): Words | undefined {
  if (line.kind === 'stray') return line.words;
  if (line.kind === 'action' && !line.forced) return line.words;
  return undefined;
}

/** The place of `words.text[from..to)` in the file. */
export function placeIn(words: Words, from: number, to: number, context: LineContext): Place {
  return { source: context.file.source, span: spanIn(words, from, to) };
}
