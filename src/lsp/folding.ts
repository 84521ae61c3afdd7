/** What folds: every block with lines of its own. */
import { FoldingRangeRequest, type FoldingRange } from 'vscode-languageserver';
import { lineOf } from '../source/text.ts';
import type { Span } from '../source/text.ts';
import { feature } from './feature.ts';

export const folding = feature(
  FoldingRangeRequest.type,
  { foldingRangeProvider: true },
  async ({ textDocument }, now) => {
    const { source, tree } = now.script(textDocument.uri);
    const ranges: FoldingRange[] = [];
    function fold(node: { readonly kind: string; readonly span: Span }): void {
      const startLine = lineOf(source, node.span.start) - 1;
      const endLine = lineOf(source, node.span.end) - 1;
      if (endLine > startLine) ranges.push({ startLine, endLine });
      if ('body' in node && Array.isArray(node.body)) node.body.forEach(fold);
    }
    tree.items.forEach(fold);
    return Promise.resolve(ranges);
  },
);
