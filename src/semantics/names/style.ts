/** What `style:`, `light:` and `camera:` take: words, or a style that is named and nothing else. */
import type { Words } from '../../language/syntax.ts';
import type { Context } from '../context.ts';
import type { LoadedFile } from '../sources.ts';
import { lookUp, type Mention, styleWanted } from './lookup.ts';
import { type Prose, readProse } from './prose.ts';

/** Undefined where a mention is not understood: then it has been reported. */
export function readStyle(
  words: Words,
  file: LoadedFile,
  context: Context,
): Prose | Mention | undefined {
  const prose = readProse(words, file, context);
  const [first] = prose ?? [];
  if (prose?.length !== 1 || first === undefined || typeof first === 'string') return prose;
  if (first.asset.kind === 'style') return first;
  return lookUp({ name: first.asset.name }, first.place, file, context, { wanted: styleWanted });
}
