/**
 * The grammar as the parser has it: as text, and as railroad diagrams on one page that needs no
 * network. `npm run accept` writes both anew; a test fails when they have drifted from the parser.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSyntaxDiagramsCode } from 'chevrotain';
import type { ISerializedGast } from 'chevrotain';
import { SceneParser } from '../src/language/parser.ts';

/** The rules of the parser, one a paragraph, in the notation of `scene.ebnf`. */
export function grammarText(): string {
  const rules = serialized().map((rule) => {
    const alternatives = bodyOf(rule);
    return `${nameOf(rule)} =\n${alternatives} ;\n`;
  });
  return `(* Generated from the parser by grammar/generate.ts. The language is told in scene.ebnf. *)\n\n${rules.join('\n')}`;
}

/** The syntax diagrams with chevrotain's own scripts and style written into the page. */
export function diagramsPage(): string {
  const page = createSyntaxDiagramsCode([...serialized()], {
    resourceBase: '',
    css: 'diagrams.css',
  });
  return page
    .replace(
      /<link rel='stylesheet' href='([^']+)'>/,
      (_, file: string) => `<style>\n${asset(file)}</style>`,
    )
    .replaceAll(
      /<script src='([^']+)'><\/script>/g,
      (_, file: string) => `<script>\n${asset(file)}</script>`,
    )
    .replace('<!-- This is a generated file -->\n', '')
    .replace(
      '<meta charset="utf-8">',
      `<html lang="en">\n<meta charset="utf-8">\n<title>The grammar of the scene language</title>`,
    )
    .trimStart();
}

/** The names of the parser's rules and of the tokens that they read. */
export function grammarNames(): {
  readonly rules: readonly string[];
  readonly tokens: readonly string[];
} {
  const tokens = new Set<string>();
  const visit = (node: ISerializedGast): void => {
    if (node.type === 'Terminal') tokens.add(nameOf(node));
    if ('separator' in node && isGast(node.separator)) visit(node.separator);
    for (const inner of childrenOf(node)) visit(inner);
  };
  const rules = serialized();
  for (const rule of rules) visit(rule);
  return { rules: rules.map(nameOf), tokens: [...tokens].sort() };
}

const chevrotain = path.resolve(import.meta.dirname, '../node_modules/chevrotain');

/** The rules of the parser from `file` on; those of fields and values, which it builds on, last. */
function serialized(): readonly ISerializedGast[] {
  const rules = new SceneParser({ skipValidations: false }).getSerializedGastProductions();
  const start = rules.findIndex((rule) => nameOf(rule) === 'file');
  return [...rules.slice(start), ...rules.slice(0, start)];
}

function bodyOf(rule: ISerializedGast): string {
  const children = childrenOf(rule);
  const [only] = children;
  if (children.length === 1 && only?.type === 'Alternation') {
    return `    ${childrenOf(only).map(sequence).join('\n  | ')}`;
  }
  return `    ${sequence(rule)}`;
}

function sequence(node: ISerializedGast): string {
  return childrenOf(node).map(part).join(' ');
}

function part(node: ISerializedGast): string {
  switch (node.type) {
    case 'Terminal':
    case 'NonTerminal':
      return nameOf(node);
    case 'Option':
      return `[ ${sequence(node)} ]`;
    case 'Repetition':
      return `{ ${sequence(node)} }`;
    case 'Alternation':
      return `( ${childrenOf(node).map(sequence).join(' | ')} )`;
    case 'RepetitionMandatoryWithSeparator': {
      const separator = 'separator' in node && isGast(node.separator) ? nameOf(node.separator) : '';
      return `${sequence(node)} { ${separator} ${sequence(node)} }`;
    }
    default:
      throw new Error(`the text of the grammar has no form for ${node.type}`);
  }
}

function childrenOf(node: ISerializedGast): readonly ISerializedGast[] {
  return 'definition' in node && Array.isArray(node.definition)
    ? node.definition.filter(isGast)
    : [];
}

function nameOf(node: ISerializedGast): string {
  return 'name' in node && typeof node.name === 'string' ? node.name : node.type;
}

function isGast(value: unknown): value is ISerializedGast {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function asset(file: string): string {
  return readFileSync(path.join(chevrotain, 'diagrams', file), 'utf8');
}
