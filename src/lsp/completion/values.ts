/** The values of a field. */
import { CompletionItemKind } from 'vscode-languageserver';
import { fieldFacts } from '../../language/fields.ts';
import { innerKeywords, valueKeywords, type FieldKey } from '../../language/keywords.ts';
import type { AssetKind } from '../../language/syntax.ts';
import { models, ratios, type ModelName, type Resolution } from '../../seedance/capabilities.ts';
import { fieldOf } from '../line-tokens.ts';
import { valueMeanings } from '../meanings.ts';
import { tokensBeforeWord, typed, type Cursor, type Offer, type Offers } from './cursor.ts';
import { shotOffers, wholeMentions } from './names.ts';

/** Undefined where the line is no field, or its value is complete. */
export function valueOffers(cursor: Cursor): Offers | undefined {
  const before = tokensBeforeWord(cursor);
  const [first] = before;
  const key = first && fieldOf(first);
  if (key === undefined) return undefined;
  const last = before.at(-1)?.tokenType.name;
  const span = typed(cursor);
  if (last === 'LastOf') return { span, offers: shotOffers(cursor) };
  if (before.length > 1 && last !== 'Comma') return undefined;
  return { span, offers: offersFor(key, cursor) };
}

function offersFor(key: FieldKey, cursor: Cursor): readonly Offer[] {
  const { keywords } = fieldFacts[key];
  const words = keywords.flatMap((value) =>
    [value, ...valueKeywords[value]].map((word) => ({
      label: word,
      kind: CompletionItemKind.EnumMember,
      detail: word === value ? valueKeywords[value][0] : value,
      documentation: valueMeanings[value],
    })),
  );
  return [...ownOffers(key, cursor), ...words];
}

const picturedKinds: readonly AssetKind[] = ['character', 'place', 'prop', 'style'];

function ownOffers(key: FieldKey, cursor: Cursor): readonly Offer[] {
  switch (key) {
    case 'model':
      return Object.entries(models).map(([label, { seconds, resolutions }]) => ({
        label,
        kind: CompletionItemKind.EnumMember,
        detail: `${seconds.min} to ${seconds.max} s, ${resolutions.join(', ')}`,
      }));
    case 'resolution':
      return resolutionOffers();
    case 'ratio':
      return ratios
        .filter((ratio) => ratio !== 'adaptive')
        .map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
    case 'at':
      return wholeMentions(cursor, ['place']);
    case 'cast':
      return wholeMentions(cursor, ['character', 'place', 'prop']);
    case 'style':
    case 'light':
    case 'camera':
      return wholeMentions(cursor, ['style']);
    case 'soundtrack':
      return wholeMentions(cursor, ['audio']);
    case 'first frame':
    case 'last frame':
      return wholeMentions(cursor, picturedKinds);
    case 'opening':
      return [...lastOf, ...wholeMentions(cursor, picturedKinds)];
    case 'reference':
      return wholeMentions(cursor, [...picturedKinds, 'video', 'audio']);
    case 'cover':
      return shotOffers(cursor);
    default:
      return [];
  }
}

const lastOf: readonly Offer[] = ['last of', ...innerKeywords['last of']].map((word) => ({
  label: word,
  text: `${word} `,
  filter: word,
  kind: CompletionItemKind.Keyword,
  documentation: 'The last frame of a shot.',
}));

/** Each once, with the models that take it. */
function resolutionOffers(): readonly Offer[] {
  const takenBy = new Map<Resolution, ModelName[]>();
  for (const [model, { resolutions }] of Object.entries(models)) {
    for (const resolution of resolutions) {
      takenBy.set(resolution, [...(takenBy.get(resolution) ?? []), model as ModelName]);
    }
  }
  return [...takenBy].map(([label, by]) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    detail: by.join(', '),
  }));
}
