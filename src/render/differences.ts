/** Field by field, what is different between a take and the shot as it is now. */
import type { ShotField } from '../plan/fields.ts';
import type { Place } from '../source/diagnostic.ts';
import type { Recipe } from '../store/recipe.ts';

export interface Difference {
  readonly field: string;
  /** Absent where the field was not there. */
  readonly before?: string;
  /** Absent where the field is gone. */
  readonly now?: string;
  /** The line of a script that says it now. */
  readonly place?: Place;
  /** The level that the value now is inherited from. */
  readonly from?: string;
  /** The words are the same, the bytes of the file behind them are not. */
  readonly bytes?: true;
}

export interface Present {
  readonly fields: readonly ShotField[];
  /** SHA-256 of the bytes behind a `file:` URL; undefined where it was not read. */
  readonly fileHash: (url: string) => string | undefined;
}

/** In the order of the script; what is gone stands behind. */
export function differencesOf(recipe: Recipe, present: Present): readonly Difference[] {
  const before = byName(recipe.fields);
  const differences: Difference[] = [];
  for (const [name, fields] of byName(present.fields)) {
    differences.push(...differencesOfField(name, before.get(name) ?? [], fields));
    before.delete(name);
  }
  for (const [field, fields] of before) {
    for (const { value } of fields) differences.push({ field, before: value });
  }
  return [...differences, ...changedFiles(recipe, present)];
}

/** Values that both have are left out, whatever their order; the rest is paired as it stands. */
function differencesOfField(
  field: string,
  before: readonly { readonly value: string }[],
  now: readonly ShotField[],
): readonly Difference[] {
  const gone = withoutEach(before, now);
  const come = withoutEach(now, before);
  if (gone.length === 0 && come.length === 0 && !sameOrder(before, now)) {
    const [first] = now;
    return [{ field, before: 'in another order', now: 'in this order', ...placeOf(first) }];
  }
  const pairs = Math.max(gone.length, come.length);
  return Array.from({ length: pairs }, (_, index) => {
    const [was, is] = [gone[index], come[index]];
    return {
      field,
      ...(was ? { before: was.value } : {}),
      ...(is ? { now: is.value } : {}),
      ...placeOf(is),
      ...(is?.from === undefined ? {} : { from: is.from }),
    };
  });
}

function changedFiles(recipe: Recipe, { fields, fileHash }: Present): readonly Difference[] {
  return fields.flatMap(({ name, value, place }) => {
    const before = recipe.files[value];
    const now = fileHash(value);
    if (before === undefined || now === undefined || before === now) return [];
    return [
      { field: name, before: value, now: value, ...placeOf({ place }), bytes: true as const },
    ];
  });
}

function placeOf(
  field: { readonly place?: Place | undefined } | undefined,
): Pick<Difference, 'place'> {
  return field?.place === undefined ? {} : { place: field.place };
}

function byName<Field extends { readonly name: string }>(
  fields: readonly Field[],
): Map<string, readonly Field[]> {
  const names = new Map<string, Field[]>();
  for (const field of fields) {
    const known = names.get(field.name);
    if (known) known.push(field);
    else names.set(field.name, [field]);
  }
  return names;
}

function withoutEach<Field extends { readonly value: string }>(
  fields: readonly Field[],
  others: readonly { readonly value: string }[],
): readonly Field[] {
  const left = others.map(({ value }) => value);
  return fields.filter(({ value }) => {
    const at = left.indexOf(value);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function sameOrder(
  a: readonly { readonly value: string }[],
  b: readonly { readonly value: string }[],
): boolean {
  return a.every(({ value }, index) => value === b[index]?.value);
}
