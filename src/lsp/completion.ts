/** Completion: names behind an @, what a line may begin with, values, shots, paths. */
import { CompletionRequest } from 'vscode-languageserver';
import { startOfLine } from '../source/text.ts';
import { itemsOf, type Cursor, type Offers } from './completion/cursor.ts';
import { headerOffers, lineStartOffers } from './completion/keywords.ts';
import { isDeclaring, mentionOffers } from './completion/names.ts';
import { pathOffers } from './completion/paths.ts';
import { valueOffers } from './completion/values.ts';
import { feature } from './feature.ts';
import { tokensBefore } from './line-tokens.ts';
import { offsetAt } from './positions.ts';

export const completion = feature(
  CompletionRequest.type,
  {
    completionProvider: {
      triggerCharacters: ['@', '＠', '{', '.', ':', '：', '"', '“', '/', ' '],
    },
  },
  async ({ textDocument, position }, now) => {
    const analysis = await now.analysis(textDocument.uri);
    const { source, tree } = analysis.file;
    const offset = offsetAt(source, position);
    if (tree.comments.some(({ span }) => span.start < offset && offset <= span.end)) return [];
    const before = source.text.slice(startOfLine(source, offset), offset);
    const tokens = tokensBefore(source, offset);
    const cursor = { now, analysis, source, offset, before, tokens };
    const found = await offersAt(cursor);
    return found ? itemsOf(found, source) : [];
  },
);

async function offersAt(cursor: Cursor): Promise<Offers | undefined> {
  if (isDeclaring(cursor)) return undefined;
  const names = mentionOffers(cursor) ?? lineStartOffers(cursor);
  if (names) return names;
  const paths = await pathOffers(cursor);
  const values = valueOffers(cursor) ?? headerOffers(cursor);
  if (!paths || !values) return paths ?? values;
  // A path or a name: both, where both begin at the same place.
  return paths.span.start === values.span.start
    ? { span: paths.span, offers: [...values.offers, ...paths.offers] }
    : paths;
}
