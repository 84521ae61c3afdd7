/** From a name to its declaration, from an import to its file. */
import { DefinitionRequest, type Location } from 'vscode-languageserver';
import { feature } from './feature.ts';
import { nameAt } from './names.ts';
import { holds, locationOf, offsetAt } from './positions.ts';

export const definition = feature(
  DefinitionRequest.type,
  { definitionProvider: true },
  async (params, now): Promise<Location | null> => {
    const found = await nameAt(params, now);
    if (found) {
      const { file, span } = found.occurrence.named;
      return locationOf(await now.uriOf(file.source.path), file.source, span);
    }
    const { file } = await now.analysis(params.textDocument.uri);
    const offset = offsetAt(file.source, params.position);
    const imported = file.imports.find(({ line }) => holds(line.path.span, offset))?.file.source;
    return imported
      ? locationOf(await now.uriOf(imported.path), imported, { start: 0, end: 0 })
      : null;
  },
);
