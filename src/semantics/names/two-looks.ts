/** The one message of a character that would wear two things at once. */
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import type { Mention } from './lookup.ts';

export function reportTwoLooks(first: Mention, second: Mention, context: Context): void {
  const { name } = second.asset;
  const values = { name, first: lookName(first), second: lookName(second) };
  const related = [{ ...first.place, message: 'the first look is here' }];
  context.report(registry.make('two-looks', second.place, values, { related }));
}

function lookName({ variant }: Mention): string {
  return variant ? `“${variant.name}”` : 'the plain one';
}
