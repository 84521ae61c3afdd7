/** Money as people are told it. */
import type { Currency } from '../../seedance/capabilities.ts';
import type { Amounts } from '../../store/records.ts';

/** How money is told: in which currency, and whether it is real. */
export interface MoneyWords {
  readonly currency: Currency;
  readonly real: boolean;
}

/** `3.20 CNY`: to the hundredth, rounded up. */
export function priceOf(amounts: Amounts, { currency }: MoneyWords): string {
  const [whole = '0', fraction = ''] = amounts[currency].split('.');
  const hundredths = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
  const up = /[1-9]/.test(fraction.slice(2)) ? hundredths + 1n : hundredths;
  return `${up / 100n}.${String(up % 100n).padStart(2, '0')} ${currency}`;
}
