/** One file's text to its syntax tree. Parsing never fails: any text gives a tree and diagnostics. */
import { findForbidden } from './decode.ts';
import { languageDiagnostics } from './diagnostics.ts';
import { tokenize } from './lexer.ts';
import { NodeBuilder } from './nodes.ts';
import { SceneParser } from './parser.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourceText } from '../source/text.ts';
import type { IndentationTrouble } from './layout.ts';
import type { SyntaxTree } from './syntax.ts';

export interface Parsed {
  readonly tree: SyntaxTree;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The format that this version of the language is. */
const formatVersion = 1;

export function parse(source: SourceText): Parsed {
  const forbidden = findForbidden(source);
  if (forbidden) return { tree: emptyTree(source), diagnostics: [forbidden] };
  const { tokens, comments, indentation } = tokenize(source.text);
  const nodes = new NodeBuilder(source);
  const parser = sceneParser();
  parser.nodes = nodes;
  parser.input = tokens;
  const { items, format } = parser.file();
  const leftOver = parser.errors[0];
  if (leftOver && parser.hasLeftOver) throw new Error(`the grammar stopped: ${leftOver.message}`);
  parser.nodes = NodeBuilder.idle;
  if (format && format.version > formatVersion) {
    const { span, version } = format;
    const newer = languageDiagnostics.make('newer-format', { source, span }, { version });
    return { tree: emptyTree(source), diagnostics: [newer] };
  }
  const { diagnostics } = nodes.problems;
  if (indentation) diagnostics.push(indentationDiagnostic(source, indentation));
  diagnostics.sort((a, b) => a.span.start - b.span.start);
  const span = { start: 0, end: source.text.length };
  return { tree: { ...(format && { format }), items, comments, span }, diagnostics };
}

function emptyTree(source: SourceText): SyntaxTree {
  return { items: [], comments: [], span: { start: 0, end: source.text.length } };
}

function indentationDiagnostic(source: SourceText, trouble: IndentationTrouble): Diagnostic {
  const place = { source, span: trouble.span };
  const fixes = [{ title: 'Indent these lines as their blocks are', edits: trouble.edits }];
  if (trouble.problem === 'unmatched') {
    return languageDiagnostics.make('unmatched-indentation', place, {}, { fixes });
  }
  const what =
    trouble.problem === 'wide'
      ? 'a blank that is neither a space nor a tab'
      : 'a mixture of spaces and tabs';
  return languageDiagnostics.make('mixed-indentation', place, { what }, { fixes });
}

let instance: SceneParser | undefined;

function sceneParser(): SceneParser {
  instance ??= new SceneParser({ skipValidations: true });
  return instance;
}
