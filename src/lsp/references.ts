/** Every place at which something is named: in this script, and in all that see its declaration. */
import { ReferencesRequest, type Location } from 'vscode-languageserver';
import { feature } from './feature.ts';
import { everywhere, nameAt } from './names.ts';
import { locationOf } from './positions.ts';

export const references = feature(
  ReferencesRequest.type,
  { referencesProvider: true },
  async (params, now): Promise<Location[]> => {
    const found = await nameAt(params, now);
    if (!found) return [];
    const { places } = await everywhere(found, now);
    const wanted = params.context.includeDeclaration
      ? places
      : places.filter(({ named, span, file }) => span !== named.span || file !== named.file);
    return Promise.all(
      wanted.map(async ({ file, span }) =>
        locationOf(await now.uriOf(file.source.path), file.source, span),
      ),
    );
  },
);
