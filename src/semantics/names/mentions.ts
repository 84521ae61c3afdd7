/**
 * Finds mentions in prose. A name that begins with a Latin letter is the longest Latin run; any other
 * is the longest declared name that fits, for Chinese puts no blank behind a name.
 */
import type { FieldKey } from '../../language/keywords.ts';
import type { Declarations } from '../declarations.ts';

/** Fields in whose words an @ is plain. */
export const plainFields: ReadonlySet<FieldKey> = new Set<FieldKey>(['note', 'look']);

/** A piece of prose: plain text, or what an `@` names. Indexes are into the text that was scanned. */
export type ScannedPiece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'mention';
      /** As written; declared unless `unknown`. */
      readonly name: string;
      readonly variant?: string;
      /** Where its name begins. */
      readonly variantStart?: number;
      readonly unknown: boolean;
      readonly start: number;
      /** Where the name begins, behind the @ or the brace, and where it ends. */
      readonly nameStart: number;
      readonly nameEnd: number;
      readonly end: number;
    };

type Mention = Extract<ScannedPiece, { kind: 'mention' }>;

const sign = /[@\uFF20]/g;
const addressBefore = /[A-Za-z0-9._+-]/;
const letter = /\p{L}/uy;
const latinRun =
  /\p{Script=Latin}[\p{Script=Latin}\p{M}\p{Nd}_]*(?:-[\p{Script=Latin}\p{M}\p{Nd}_]+)*/uy;
/** What a Chinese name could be at most, for the message about one that is not declared. */
const nameRun = /\p{L}[\p{L}\p{M}\p{Nd}_]*/uy;

/** Pieces in order; a text without a mention is one piece. `@@` has become `@`. */
export function scanMentions(text: string, declarations: Declarations): readonly ScannedPiece[] {
  let at = nextSign(text, 0);
  if (at === -1) return [{ kind: 'text', text }];
  const pieces: ScannedPiece[] = [];
  let plain = '';
  let from = 0;
  while (at !== -1) {
    let next = at + 1;
    const follower = text[at + 1];
    if (follower === '@' || follower === '\uFF20') {
      plain += text.slice(from, at + 1);
      from = next = at + 2;
    } else if (at === 0 || !addressBefore.test(text[at - 1] ?? '')) {
      const mention = mentionAt(text, at, declarations);
      if (mention) {
        plain += text.slice(from, at);
        if (plain !== '') pieces.push({ kind: 'text', text: plain });
        plain = '';
        pieces.push(mention);
        from = next = mention.end;
      }
    }
    at = nextSign(text, next);
  }
  plain += text.slice(from);
  if (plain !== '') pieces.push({ kind: 'text', text: plain });
  return pieces;
}

/** What the `@` at the very start of a text names, if it names anything. */
export function mentionFirst(text: string, declarations: Declarations): Mention | undefined {
  return text.startsWith('@') || text.startsWith('\uFF20')
    ? mentionAt(text, 0, declarations)
    : undefined;
}

/** One search for both widths: two would each run to the end of a file that holds only the other. */
function nextSign(text: string, from: number): number {
  sign.lastIndex = from;
  return sign.test(text) ? sign.lastIndex - 1 : -1;
}

function mentionAt(text: string, at: number, declarations: Declarations): Mention | undefined {
  const opening = text[at + 1];
  if (opening === '{' || opening === '\uFF5B') return bracedAt(text, at, declarations);
  const nameStart = at + 1;
  const latin = run(latinRun, text, nameStart);
  if (latin !== undefined) {
    const known = declarations.assets.has(latin);
    return withVariant(text, declarations, {
      kind: 'mention',
      name: latin,
      unknown: !known,
      start: at,
      nameStart,
      nameEnd: nameStart + latin.length,
      end: nameStart + latin.length,
    });
  }
  if (!matches(letter, text, nameStart)) return undefined;
  const longest = longestName(text, nameStart, declarations);
  if (longest === undefined) {
    const name = run(nameRun, text, nameStart) ?? '';
    const end = nameStart + name.length;
    return { kind: 'mention', name, unknown: true, start: at, nameStart, nameEnd: end, end };
  }
  const end = nameStart + longest.length;
  return withVariant(text, declarations, {
    kind: 'mention',
    name: longest,
    unknown: false,
    start: at,
    nameStart,
    nameEnd: end,
    end,
  });
}

const brace = /[{}\uFF5B\uFF5D]/g;

/** `@{name}` or `@{name.variant}`; a dot may follow the brace too. */
function bracedAt(text: string, at: number, declarations: Declarations): Mention | undefined {
  brace.lastIndex = at + 2;
  const found = brace.exec(text);
  if (!found || found[0] === '{' || found[0] === '\uFF5B') return undefined;
  const inner = text.slice(at + 2, found.index);
  const written = inner.trim();
  if (written === '') return undefined;
  const nameStart = at + 2 + inner.indexOf(written);
  const dot = written.search(/[.\uFF0E]/);
  const name = dot > 0 ? written.slice(0, dot) : written;
  const mention: Mention = {
    kind: 'mention',
    name,
    unknown: !declarations.assets.has(name),
    start: at,
    nameStart,
    nameEnd: nameStart + name.length,
    end: found.index + 1,
  };
  if (name === written) return withVariant(text, declarations, mention);
  const variantStart = nameStart + dot + 1;
  return { ...mention, variant: written.slice(dot + 1), variantStart };
}

/** A dot begins a variant only when a letter follows it at once. */
function withVariant(text: string, declarations: Declarations, mention: Mention): Mention {
  const dot = text[mention.end];
  if (dot !== '.' && dot !== '\uFF0E') return mention;
  const start = mention.end + 1;
  const latin = run(latinRun, text, start);
  if (latin !== undefined) {
    return { ...mention, variant: latin, variantStart: start, end: start + latin.length };
  }
  if (!matches(letter, text, start)) return mention;
  const variants = declarations.assets.get(mention.name)?.asset.variants;
  let best = '';
  for (const name of variants?.keys() ?? []) {
    if (name.length > best.length && text.startsWith(name, start)) best = name;
  }
  if (best === '') return mention;
  return { ...mention, variant: best, variantStart: start, end: start + best.length };
}

/** The longest declared name that stands at `start`. */
function longestName(text: string, start: number, declarations: Declarations): string | undefined {
  const candidates = byFirstCharacter(declarations).get(text.charAt(start));
  return candidates?.find((name) => text.startsWith(name, start));
}

const tables = new WeakMap<Declarations, ReadonlyMap<string, readonly string[]>>();

function byFirstCharacter(declarations: Declarations): ReadonlyMap<string, readonly string[]> {
  const known = tables.get(declarations);
  if (known) return known;
  const table = new Map<string, string[]>();
  for (const name of [...declarations.names].sort((a, b) => b.length - a.length)) {
    const list = table.get(name.charAt(0));
    if (list) list.push(name);
    else table.set(name.charAt(0), [name]);
  }
  tables.set(declarations, table);
  return table;
}

function run(pattern: RegExp, text: string, at: number): string | undefined {
  // Sticky: a test leaves the end of the match behind, and makes no array of it.
  pattern.lastIndex = at;
  return pattern.test(text) ? text.slice(at, pattern.lastIndex) : undefined;
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
