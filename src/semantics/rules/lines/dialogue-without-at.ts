/** `林夏：…`: the name of a declared speaker and a colon, without the @ that makes it speech. */
import type { Declarations } from '../../declarations.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { labelOf } from './label.ts';
import { mentionOf } from './mention-of.ts';
import { placeIn, proseOf } from './words-of.ts';

export const dialogueWithoutAt: LineRule = {
  name: 'dialogue-without-at',
  mark: 'colon',
  check(line, context) {
    const words = proseOf(line);
    const label = words && labelOf(words);
    if (!words || !label || context.block !== 'shot') {
      return undefined;
    }
    const place = placeIn(words, 0, label.text.length, context);
    const speaker = speakerNamed(label.text, context.declarations);
    if (speaker !== undefined) {
      const mention = mentionOf(speaker);
      return registry.make(
        'dialogue-without-at',
        place,
        { label: label.text, mention },
        { fixes: [{ title: `Write ${mention}`, edits: [{ span: place.span, text: mention }] }] },
      );
    }
    if (!speechLabels.has(label.text)) return undefined;
    return registry.make(
      'dialogue-without-at',
      place,
      { label: label.text, mention: '@who' },
      { hint: hintOf(label.text) },
    );
  },
};

/** What Chinese scripts write before speech without saying who speaks. */
const speechLabels: ReadonlySet<string> = new Set(['台词', '对白', '旁白', '画外音']);

function hintOf(label: string): string {
  return label === '旁白' || label === '画外音'
    ? `Declare a narrator (narrator @${label} "${label}") and write “@${label}: …”, or “@who (${label}): …” for someone who is there. A speaker without a declaration is quoted: “${label}”（${label}）：…`
    : 'Begin the line with who speaks: “@who: …”, or in quotes for somebody who is not declared: “宾客甲”：…';
}

/** The name behind the @ of a character or a narrator with this display name. */
export function speakerNamed(displayName: string, declarations: Declarations): string | undefined {
  return speakersByName(declarations).get(folded(displayName));
}

const tables = new WeakMap<Declarations, ReadonlyMap<string, string>>();

/** Display names of characters and narrators, folded, to the names behind their @. */
function speakersByName(declarations: Declarations): ReadonlyMap<string, string> {
  const known = tables.get(declarations);
  if (known) return known;
  const table = new Map<string, string>();
  for (const [name, { asset }] of declarations.assets) {
    if (asset.kind !== 'character' && asset.kind !== 'narrator') continue;
    table.set(folded(asset.displayName), name);
  }
  tables.set(declarations, table);
  return table;
}

/** English scripts write speakers in capitals. */
function folded(name: string): string {
  return name.toUpperCase();
}
