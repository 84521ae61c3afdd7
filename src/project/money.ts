/** Amounts of money as people write them: `80CNY`, `500 CNY`, `¥500`, `12.50 USD`, `$20`. */
import type { Currency } from '../seedance/capabilities.ts';

export interface Money {
  /** Decimal digits: money is never a float. */
  readonly amount: string;
  readonly currency: Currency;
}

const currencies: Readonly<Record<string, Currency>> = {
  cny: 'CNY',
  元: 'CNY',
  '¥': 'CNY',
  '￥': 'CNY',
  usd: 'USD',
  $: 'USD',
};

const written = /^(?<before>[¥￥$])?\s*(?<amount>\d+(?:\.\d+)?)\s*(?<after>CNY|USD|元|¥|￥|\$)?$/iu;

/** The amount, or undefined where the text is none or leaves the currency open. */
export function parseMoney(text: string): Money | undefined {
  const { before, amount, after } = written.exec(text.trim())?.groups ?? {};
  if (amount === undefined || (before === undefined) === (after === undefined)) return undefined;
  const currency = currencies[(before ?? after ?? '').toLowerCase()];
  return currency && { amount, currency };
}
