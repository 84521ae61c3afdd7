/** JSON that others build on: what something costs is a number in each currency, as it is in a plan. */
import type { Amounts } from '../../store/records.ts';

export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isAmounts(part) ? { CNY: Number(part.CNY), USD: Number(part.USD) } : part,
  );
}

function isAmounts(value: unknown): value is Amounts {
  return (
    typeof value === 'object' &&
    value !== null &&
    'CNY' in value &&
    'USD' in value &&
    typeof value.CNY === 'string' &&
    typeof value.USD === 'string'
  );
}
