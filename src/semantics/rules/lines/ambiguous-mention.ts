/** `@林夏` where both @林夏 and @林 are declared: the longest is taken, and braces say so outright. */
import type { Declarations } from '../../declarations.ts';
import { plainFields, scanMentions } from '../../names/mentions.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { bracedMentionOf } from './mention-of.ts';
import { placeIn, wordsOf } from './words-of.ts';

export const ambiguousMention: LineRule = {
  name: 'ambiguous-mention',
  mark: 'sign',
  check(line, context) {
    const shorterNames = namesWithinNames(context.declarations);
    if (shorterNames.size === 0) return undefined;
    if (line.kind === 'field' && plainFields.has(line.key)) return undefined;
    const words = wordsOf(line);
    if (!words) return undefined;
    const { text } = words;
    for (const piece of scanMentions(text, context.declarations)) {
      if (piece.kind === 'text') continue;
      const shorter = shorterNames.get(piece.name);
      if (shorter === undefined || isBraced(piece)) continue;
      const place = placeIn(words, piece.start, piece.nameEnd, context);
      const braced = bracedMentionOf(piece.name);
      return registry.make(
        'ambiguous-mention',
        place,
        { name: piece.name, shorter, braced },
        { fixes: [{ title: `Write ${braced}`, edits: [{ span: place.span, text: braced }] }] },
      );
    }
    return undefined;
  },
};

function isBraced({ start, nameStart }: { readonly start: number; readonly nameStart: number }) {
  return nameStart > start + 1;
}

const tables = new WeakMap<Declarations, ReadonlyMap<string, string>>();
const latinStart = /^\p{Script=Latin}/u;

/** Each name that begins with another, shorter one, and that one. Latin names end where Latin ends. */
function namesWithinNames(declarations: Declarations): ReadonlyMap<string, string> {
  const known = tables.get(declarations);
  if (known) return known;
  const table = new Map<string, string>();
  for (const name of declarations.names) {
    if (latinStart.test(name)) continue;
    for (let end = name.length - 1; end > 0; end -= 1) {
      const shorter = name.slice(0, end);
      if (!declarations.names.has(shorter)) continue;
      table.set(name, shorter);
      break;
    }
  }
  tables.set(declarations, table);
  return table;
}
