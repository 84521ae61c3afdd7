/**
 * An @ that is read as plain text although a declared name stands beside it, a brace that never
 * closes, and a dot that begins no variant: what a writer takes for a face is then sent as words.
 */
import type { Words } from '../../../language/syntax.ts';
import type { Declarations } from '../../declarations.ts';
import { mentionFirst, plainFields, scanMentions } from '../../names/mentions.ts';
import type { LineContext, LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { bracedMentionOf } from './mention-of.ts';
import { placeIn, wordsOf } from './words-of.ts';

export const mentionNotRead: LineRule = {
  name: 'mention-not-read',
  mark: 'sign',
  check(line, context) {
    if (line.kind === 'field' && plainFields.has(line.key)) return undefined;
    const words = wordsOf(line);
    if (!words || !suspicious.test(words.text)) return undefined;
    return unclosedBrace(words, context) ?? plainSign(words, context) ?? plainDot(words, context);
  },
};

/** Each of the three below is one of these: nearly every line is passed over at one look. */
const suspicious = /[A-Za-z0-9_][@＠]|[@＠][ \t\u3000{｛]|[.．]/;

/** Up to the next brace that opens, or the end. */
const openBrace = /(?<![@＠A-Za-z0-9._+-])[@＠][{｛](?=[^{}｛｝]*(?:[{｛]|$))/u;

function unclosedBrace(words: Words, context: LineContext) {
  const found = openBrace.exec(words.text);
  if (!found) return undefined;
  const place = placeIn(words, found.index, found.index + 2, context);
  return registry.make('unclosed-brace', place, {});
}

/** An @ behind a letter or a digit of ASCII, or before a blank. */
const glued = /(?<=[A-Za-z0-9_])[@＠](?![@＠])/gu;
const apart = /(?<![@＠A-Za-z0-9._+-])[@＠][ \t\u3000]+/gu;

function plainSign(words: Words, context: LineContext) {
  const { text } = words;
  for (const { index } of text.matchAll(glued)) {
    const name = nameAt(text.slice(index + 1), context.declarations);
    if (name === undefined) continue;
    const place = placeIn(words, index, index + 1 + name.length, context);
    const why = 'after a letter or a digit it is part of an address';
    const hint = `Leave a blank before it: “${text[index - 1] ?? ''} @${name}”.`;
    const at = { start: place.span.start, end: place.span.start };
    const fixes = [{ title: 'Leave a blank before it', edits: [{ span: at, text: ' ' }] }];
    return registry.make('mention-not-read', place, { name, why }, { hint, fixes });
  }
  for (const found of text.matchAll(apart)) {
    const start = found.index + found[0].length;
    const name = nameAt(text.slice(start), context.declarations);
    if (name === undefined) continue;
    const place = placeIn(words, found.index, start + name.length, context);
    const why = 'a blank stands behind it';
    const title = `Write ${bracedMentionOf(name)}`;
    const fixes = [{ title, edits: [{ span: place.span, text: bracedMentionOf(name) }] }];
    return registry.make(
      'mention-not-read',
      place,
      { name, why },
      { hint: `Write @${name}, without the blank.`, fixes },
    );
  }
  return undefined;
}

/** The declared name that a text begins with; none where it goes on as an address does. */
function nameAt(text: string, declarations: Declarations): string | undefined {
  const first = mentionFirst(`@${text}`, declarations);
  if (!first || first.unknown) return undefined;
  return address.test(text.slice(first.nameEnd - 1)) ? undefined : first.name;
}

const address = /^\.[A-Za-z]/;

/** `@林夏.西装` where the character has no such look. */
function plainDot(words: Words, context: LineContext) {
  const { text } = words;
  if (!dotBeforeLetter.test(text)) return undefined;
  for (const piece of scanMentions(text, context.declarations)) {
    if (piece.kind === 'text' || piece.unknown || piece.variant !== undefined) continue;
    const rest = dotBeforeLetter.exec(text.slice(piece.end));
    if (rest?.index !== 0) continue;
    const known = [...(context.declarations.assets.get(piece.name)?.asset.variants.keys() ?? [])];
    // Where there are no looks to choose from, the dot ends a sentence.
    if (known.length === 0) continue;
    const place = placeIn(words, piece.start, piece.end + rest[0].length, context);
    const values = { name: piece.name, list: known.join(', ') };
    return registry.make('variant-not-read', place, values);
  }
  return undefined;
}

const dotBeforeLetter = /[.．]\p{L}/u;
