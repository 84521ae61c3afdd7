/** Numbers as people read them. */
import { toHundredths } from '../../render/money.ts';
import type { Amounts } from '../../store/records.ts';
import { html, type Html } from '../html.ts';

/** `3.20`: to the hundredth, rounded up, away from too little. */
export function amount(digits: string): string {
  const [whole = '0', hundredths = ''] = toHundredths(digits).split('.');
  return `${grouped(whole)}.${hundredths}`;
}

/** Both currencies; neither is turned into the other. */
export function price({ CNY, USD }: Amounts): Html {
  return html`<span class="price">¥${amount(CNY)} <span class="usd">$${amount(USD)}</span></span>`;
}

/** `1:11`, `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** `2.5`: at most one digit behind the point. */
export function seconds(value: number): string {
  return String(Number(value.toFixed(1)));
}

export function count(value: number): string {
  return grouped(String(value));
}

/** `2026-11-22 17:39`, of an ISO 8601 time. */
export function minuteOf(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

/** Thin spaces between the thousands. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '\u2009');
}
