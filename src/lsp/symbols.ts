/** The outline of a script, from its tree: whatever is understood of it. */
import { DocumentSymbolRequest, SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import type { AssetBlock, AssetKind, SceneBlock, ShotBlock, TopLevel } from '../language/syntax.ts';
import type { SourceText, Span } from '../source/text.ts';
import { feature } from './feature.ts';
import { rangeOf } from './positions.ts';

export const symbols = feature(
  DocumentSymbolRequest.type,
  { documentSymbolProvider: { label: 'Scenewright' } },
  async ({ textDocument }, now) => {
    const { source, tree } = now.script(textDocument.uri);
    return Promise.resolve(tree.items.flatMap((item) => symbolOf(item, source) ?? []));
  },
);

const kindOfAsset: Readonly<Record<AssetKind, SymbolKind>> = {
  character: SymbolKind.Class,
  narrator: SymbolKind.Class,
  place: SymbolKind.Interface,
  prop: SymbolKind.Object,
  style: SymbolKind.Constant,
  video: SymbolKind.File,
  audio: SymbolKind.File,
};

function symbolOf(item: TopLevel, source: SourceText): DocumentSymbol | undefined {
  switch (item.kind) {
    case 'series': {
      const name = item.title?.text ?? 'series';
      return symbol(
        { name, detail: 'series', kind: SymbolKind.Package, at: item.title },
        item,
        source,
      );
    }
    case 'episode': {
      const name = [item.number?.value, item.title?.text].filter((part) => part !== undefined);
      const own = { name: name.join(' ') || 'episode', detail: 'episode', at: item.title };
      return symbol({ ...own, kind: SymbolKind.Module }, item, source);
    }
    case 'asset':
      return assetSymbol(item, source);
    case 'scene':
      return sceneSymbol(item, source);
    case 'import':
    case 'stray':
    case 'bad':
      return undefined;
  }
}

function assetSymbol(item: AssetBlock, source: SourceText): DocumentSymbol {
  const children = item.body.flatMap((line) => {
    if (line.kind !== 'variant') return [];
    const detail = line.displayName?.text;
    const own = { name: line.name.text, detail, kind: SymbolKind.Property, at: line.name };
    return [symbol(own, line, source)];
  });
  const detail = [item.asset, item.displayName?.text].filter((part) => part !== undefined);
  const own = { name: `@${item.name.text}`, detail: detail.join(' '), at: item.name };
  return symbol({ ...own, kind: kindOfAsset[item.asset], children }, item, source);
}

function sceneSymbol(item: SceneBlock, source: SourceText): DocumentSymbol {
  const children = item.body.flatMap((line) =>
    line.kind === 'shot' ? [shotSymbol(line, source)] : [],
  );
  const { text: name } = item.name;
  const own = { name, detail: item.heading?.text, at: item.name, kind: SymbolKind.Namespace };
  return symbol({ ...own, children }, item, source);
}

function shotSymbol(shot: ShotBlock, source: SourceText): DocumentSymbol {
  const { seconds, relation } = shot;
  const detail = source.text.slice(
    (shot.name ?? shot).span.end,
    Math.max(seconds?.span.end ?? 0, relation?.span.end ?? 0),
  );
  const name = shot.name?.text ?? 'shot without a name';
  const own = { name, detail: detail.trim(), at: shot.name, kind: SymbolKind.Function };
  return symbol(own, shot, source);
}

interface SymbolFacts {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail?: string | undefined;
  /** What is selected; absent: the header. */
  readonly at?: { readonly span: Span } | undefined;
  readonly children?: DocumentSymbol[];
}

function symbol(
  { name, kind, detail, at, children }: SymbolFacts,
  block: { readonly span: Span; readonly header: Span },
  source: SourceText,
): DocumentSymbol {
  return {
    name,
    kind,
    ...(detail !== undefined && detail !== '' && { detail }),
    range: rangeOf(source, block.span),
    selectionRange: rangeOf(source, at?.span ?? block.header),
    ...(children && { children }),
  };
}
