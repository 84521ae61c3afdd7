/** Links: every import and every local medium opens what it names. */
import { posix } from 'node:path';
import { DocumentLinkRequest, type DocumentLink } from 'vscode-languageserver';
import { namedMedia } from '../semantics/load/named-media.ts';
import { feature } from './feature.ts';
import { uriOfPath } from './open-texts.ts';
import { rangeOf } from './positions.ts';

export const links = feature(
  DocumentLinkRequest.type,
  { documentLinkProvider: {} },
  async ({ textDocument }, now): Promise<DocumentLink[]> => {
    const { file, sources } = await now.analysis(textDocument.uri);
    const { root, media } = sources;
    const { source } = file;
    const imports = await Promise.all(
      file.imports.map(async ({ line, file: imported }) => ({
        range: rangeOf(source, line.path.span),
        target: await now.uriOf(imported.source.path),
      })),
    );
    const named = namedMedia(file.tree).flatMap(({ node }) => {
      const loaded = media.get(node);
      if (!loaded?.reading.ok) return [];
      return [
        { range: rangeOf(source, node.span), target: uriOfPath(posix.join(root, loaded.path)) },
      ];
    });
    return [...imports, ...named];
  },
);
