/**
 * One line read by the parser outside of its file, for whoever asks what a line would have been in
 * another place. It is the parser that answers, so that nothing about a line's form is said twice.
 */
import type { BlockKeyword, FieldKey } from './keywords.ts';
import { parse } from './parse.ts';
import type { AssetBlock, SceneBlock, SceneLine, TopLevel, VariantBlock } from './syntax.ts';

type LoneNode = TopLevel | VariantBlock | SceneLine;

/**
 * Whether `text`, which begins with `keyword`, is a complete line of it that holds what prose does
 * not: a quoted string, a medium, a length, a relation or a transition's kind. `Black smoke rises.`
 * and `Shot through` are none.
 */
export function isHeaderLine(keyword: BlockKeyword, text: string): boolean {
  const node = readAlone(keyword, text);
  return node !== undefined && holdsMoreThanProse(node);
}

/** Whether `text` is a value that the field `key` takes. */
export function isValueOf(key: FieldKey, text: string): boolean {
  const { tree, diagnostics } = read(`scene s\n  shot s\n    ${key}: ${text}`);
  const [scene] = tree.items;
  const shot = scene?.kind === 'scene' ? scene.body[0] : undefined;
  const line = shot?.kind === 'shot' ? shot.body[0] : undefined;
  return diagnostics.length === 0 && line?.kind === 'field';
}

/** A block around the line where its keyword does not open the file's own. */
const around: Readonly<Partial<Record<BlockKeyword, string>>> = {
  variant: 'character @c',
  shot: 'scene s',
  title: 'scene s',
  transition: 'scene s',
  clip: 'scene s',
  still: 'scene s',
  black: 'scene s',
};

function readAlone(keyword: BlockKeyword, text: string): LoneNode | undefined {
  const outer = around[keyword];
  const { tree, diagnostics } = read(outer === undefined ? text : `${outer}\n  ${text}`);
  // The name can wait: a line that lacks nothing else was meant as a shot's.
  if (diagnostics.some(({ code }) => code !== 'shot-without-name')) return undefined;
  const [item] = tree.items;
  return outer === undefined ? item : (item as AssetBlock | SceneBlock | undefined)?.body[0];
}

function read(text: string) {
  return parse({ path: '', text: `${text}\n` });
}

function holdsMoreThanProse(node: LoneNode): boolean {
  switch (node.kind) {
    case 'import':
    case 'title':
    case 'transition':
    case 'still':
    case 'black':
      return true;
    case 'asset':
    case 'variant':
      return node.displayName !== undefined;
    case 'series':
    case 'episode':
      return node.title !== undefined;
    case 'scene':
      return node.heading !== undefined;
    case 'shot':
      return node.seconds !== undefined || node.relation !== undefined;
    case 'clip':
      return node.range !== undefined;
    case 'field':
    case 'stray':
    case 'bad':
      return false;
  }
}
