/** `style: noir` where @noir is declared: without the @ the style's own look is not sent. */
import type { Declarations } from '../../declarations.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { mentionOf } from './mention-of.ts';
import { placeIn } from './words-of.ts';

export const styleWithoutMention: LineRule = {
  name: 'style-without-mention',
  check(line, context) {
    if (line.kind !== 'field' || line.value.kind !== 'words' || !styled.has(line.key)) {
      return undefined;
    }
    const { words } = line.value;
    const name = styleCalled(words.text, context.declarations);
    if (name === undefined) return undefined;
    const mention = mentionOf(name);
    const place = placeIn(words, 0, words.text.length, context);
    const fixes = [{ title: `Write ${mention}`, edits: [{ span: place.span, text: mention }] }];
    return registry.make('style-without-mention', place, { words: words.text, mention }, { fixes });
  },
};

const styled: ReadonlySet<string> = new Set(['style', 'light', 'camera']);

/** The declared style whose name, or display name, these words are. */
function styleCalled(words: string, declarations: Declarations): string | undefined {
  const styles = stylesByName(declarations);
  return styles.size === 0 ? undefined : styles.get(words.toLowerCase());
}

const tables = new WeakMap<Declarations, ReadonlyMap<string, string>>();

/** Names and display names of styles, in lower case, to the names behind their @. */
function stylesByName(declarations: Declarations): ReadonlyMap<string, string> {
  const known = tables.get(declarations);
  if (known) return known;
  const table = new Map<string, string>();
  for (const [name, { asset }] of declarations.assets) {
    if (asset.kind !== 'style') continue;
    for (const called of [name, asset.displayName]) {
      const lower = called.toLowerCase();
      if (!table.has(lower)) table.set(lower, name);
    }
  }
  tables.set(declarations, table);
  return table;
}
