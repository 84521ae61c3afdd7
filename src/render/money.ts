/** Money in millionths, so that sums are exact. CNY and USD stand side by side and are never turned. */
import type { Estimate } from '../plan/plan.ts';
import type { Amounts } from '../store/records.ts';

export const noAmounts: Amounts = { CNY: '0', USD: '0' };

const digits = 6;
const million = 10n ** BigInt(digits);

/** Millionths of a decimal number; more digits than six round up, away from too little. */
export function toMillionths(amount: string | number): bigint {
  const text = typeof amount === 'number' ? plainDigits(amount) : amount;
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is no amount of money`);
  const fraction = match[2] ?? '';
  const kept =
    BigInt(match[1] ?? '0') * million + BigInt(fraction.slice(0, digits).padEnd(digits, '0'));
  return /[1-9]/.test(fraction.slice(digits)) ? kept + 1n : kept;
}

/** Decimal digits without needless zeros. */
export function fromMillionths(amount: bigint): string {
  const fraction = (amount % million).toString().padStart(digits, '0').replace(/0+$/, '');
  return `${amount / million}${fraction && '.'}${fraction}`;
}

/** `3.20`: decimal digits to the hundredth, rounded up, away from too little. */
export function toHundredths(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const hundredths = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
  const up = /[1-9]/.test(fraction.slice(2)) ? hundredths + 1n : hundredths;
  return `${up / 100n}.${String(up % 100n).padStart(2, '0')}`;
}

export function sumAmounts(amounts: Iterable<Amounts>): Amounts {
  let cny = 0n;
  let usd = 0n;
  for (const amount of amounts) {
    cny += toMillionths(amount.CNY);
    usd += toMillionths(amount.USD);
  }
  return { CNY: fromMillionths(cny), USD: fromMillionths(usd) };
}

export function isMore(amount: string, limit: string): boolean {
  return toMillionths(amount) > toMillionths(limit);
}

/** The estimate's cost as decimal digits. */
export function costOf(estimate: Estimate): Amounts {
  return { CNY: toDigits(estimate.cost.CNY), USD: toDigits(estimate.cost.USD) };
}

/**
 * What `tokens` cost, at the price the estimate was made with: cost is in proportion to tokens.
 * Without a number of tokens the estimate itself stands.
 */
export function costOfTokens(
  estimate: { tokens: number; cost: Amounts },
  tokens: number | null,
): Amounts {
  if (tokens === null || estimate.tokens === 0) return estimate.cost;
  const share = (amount: string): string => {
    const product = toMillionths(amount) * BigInt(tokens);
    const whole = BigInt(Math.round(estimate.tokens));
    return fromMillionths((product + whole - 1n) / whole);
  };
  return { CNY: share(estimate.cost.CNY), USD: share(estimate.cost.USD) };
}

function toDigits(amount: number): string {
  return fromMillionths(toMillionths(amount));
}

/** A number without its exponent. */
function plainDigits(amount: number): string {
  return /e/i.test(String(amount)) ? amount.toFixed(12) : String(amount);
}
