/** Prose with its mentions looked up, before it is known which look a bare mention means. */
import { spanIn } from '../../language/words.ts';
import type { Words } from '../../language/syntax.ts';
import { type Context, declarationsOf } from '../context.ts';
import type { AssetUse, ResolvedWords, Variant, Asset } from '../program.ts';
import type { LoadedFile } from '../sources.ts';
import { lookUp, type Mention } from './lookup.ts';
import { scanMentions } from './mentions.ts';

export type Prose = readonly (string | Mention)[];

/** Undefined where a mention is not understood: then it has been reported. */
export function readProse(words: Words, file: LoadedFile, context: Context): Prose | undefined {
  const pieces = scanMentions(words.text, declarationsOf(context, file));
  const prose = pieces.map((piece) => {
    if (piece.kind === 'text') return piece.text;
    const name = piece.unknown ? likelyName(piece.name, file, context) : piece.name;
    const end = piece.unknown ? piece.nameStart + name.length : piece.end;
    const place = { source: file.source, span: spanIn(words, piece.start, end) };
    return lookUp({ name, variant: piece.variant }, place, file, context);
  });
  return prose.every((part) => part !== undefined) ? prose : undefined;
}

/** The words as they are seen and heard: each mention is its display name. */
export function plainText(prose: Prose): string {
  let text = '';
  for (const part of prose) text += typeof part === 'string' ? part : part.asset.displayName;
  return text;
}

/** The look that holds for each asset in one shot. */
export type Looks = ReadonlyMap<Asset, Variant | undefined>;

/** The prose itself where each of its mentions says the look that it has in this shot. */
export function withLooks(prose: Prose, looks: Looks): ResolvedWords {
  return prose.every((part) => typeof part === 'string' || useOf(part, looks) === part)
    ? prose
    : prose.map((part) => (typeof part === 'string' ? part : useOf(part, looks)));
}

/** A mention with the look that it has in this shot: itself where it says no other. */
export function useOf(mention: Mention, looks: Looks): AssetUse {
  const { asset, variant, plain } = mention;
  const look = variant ?? (plain ? undefined : looks.get(asset));
  return look && look !== variant ? { asset, variant: look } : mention;
}

/**
 * Chinese puts no blank behind a name, so an unknown one may have swallowed the sentence: what
 * differs from a declared name in one character is taken for it, else the first few.
 */
function likelyName(run: string, file: LoadedFile, context: Context): string {
  if (/^\p{Script=Latin}/u.test(run)) return run;
  for (const name of declarationsOf(context, file).names) {
    const head = run.slice(0, name.length);
    if (name.length < 2 || head.length < name.length) continue;
    let different = 0;
    for (let at = 0; at < name.length; at += 1) if (head[at] !== name[at]) different += 1;
    if (different === 1) return head;
  }
  return run.slice(0, unknownNameCharacters);
}

/** As long as a Chinese name mostly is. */
const unknownNameCharacters = 3;
