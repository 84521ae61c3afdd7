/** Money as people are told it. */
import { toHundredths } from '../../render/money.ts';
import type { Currency } from '../../seedance/capabilities.ts';
import type { Amounts } from '../../store/records.ts';

/** How money is told: in which currency, and whether it is real. */
export interface MoneyWords {
  readonly currency: Currency;
  readonly real: boolean;
}

/** `3.20 CNY`: to the hundredth, rounded up. */
export function priceOf(amounts: Amounts, { currency }: MoneyWords): string {
  return `${toHundredths(amounts[currency])} ${currency}`;
}
