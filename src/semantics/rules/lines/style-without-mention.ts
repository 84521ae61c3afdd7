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
function styleCalled(words: string, { assets }: Declarations): string | undefined {
  const written = words.toLowerCase();
  for (const [name, { asset }] of assets) {
    if (asset.kind !== 'style') continue;
    if ([name, asset.displayName].some((called) => called.toLowerCase() === written)) return name;
  }
  return undefined;
}
