/** The images of tokens to what they mean: names, quotes, lengths, levels, money. */
import { foldCase, foldWidth } from './characters.ts';
import type { IToken } from 'chevrotain';
import type { Span } from '../source/text.ts';
import type { Length, MediumNode, MentionNode, Name, Quoted, ShotName } from './syntax.ts';

export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: token.startOffset + token.image.length };
}

export function toName(token: IToken): Name {
  return { text: token.image.normalize('NFC'), span: spanOf(token) };
}

export function toQuoted(token: IToken): Quoted {
  return { text: unquote(token.image), span: spanOf(token) };
}

/** The text between the marks, with `\"` and `\\` undone. */
export function unquote(image: string): string {
  return image.slice(1, -1).replace(escapes, '$1').normalize('NFC');
}

const escapes = /\\(["”」\\])/g;

/** `@lin`, `@lin.coat`, `@{林夏}.coat`, `@{林夏.coat}` */
export function toMention(token: IToken): MentionNode {
  const [, before = '', name = '', , variant] = mentionParts.exec(token.image) ?? [];
  const start = token.startOffset + before.length;
  const nameSpan = { start, end: start + name.length };
  const node = { name: name.normalize('NFC'), nameSpan, span: spanOf(token) };
  if (variant === undefined) return node;
  const from = token.startOffset + token.image.lastIndexOf(variant);
  const variantSpan = { start: from, end: from + variant.length };
  return { ...node, variant: variant.normalize('NFC'), variantSpan };
}

const mentionParts =
  /^([@＠][{｛]?[ \t\u00a0\u3000]*)([^{}｛｝.．]*?)([ \t\u00a0\u3000]*[}｝])?(?:[.．]([^{}｛｝]*?)(?:[ \t\u00a0\u3000]*[}｝])?)?$/su;

export function toMedium(token: IToken, quoted: boolean): MediumNode {
  const text = quoted ? unquote(token.image) : token.image.normalize('NFC');
  return { kind: 'medium', text, span: spanOf(token) };
}

/** `arrive` or `arrival.arrive` */
export function toShotName(token: IToken): ShotName {
  return shotNameOf(token.image, spanOf(token));
}

/** What is written at `span` as the name of a shot. */
export function shotNameOf(image: string, span: Span): ShotName {
  const [first = '', second] = image.split(/[.．]/u);
  if (second === undefined) {
    return { kind: 'shot-name', shot: first.normalize('NFC'), shotSpan: span, span };
  }
  return {
    kind: 'shot-name',
    scene: first.normalize('NFC'),
    sceneSpan: { start: span.start, end: span.start + first.length },
    shot: second.normalize('NFC'),
    shotSpan: { start: span.end - second.length, end: span.end },
    span,
  };
}

/** A number with `s`, `秒`, `ms` or `m`, in milliseconds; a part of a millisecond is cut off. */
export function toLength(token: IToken): Length {
  const seconds = wholeSeconds.exec(token.image)?.[1];
  if (seconds !== undefined) return { milliseconds: Number(seconds) * 1000, span: spanOf(token) };
  const match = lengthParts.exec(foldCase(foldWidth(token.image)));
  const whole = BigInt(match?.[1] ?? '0');
  const fraction = (match?.[2] ?? '').padEnd(9, '0').slice(0, 9);
  const nanos = whole * 1_000_000_000n + BigInt(fraction);
  const milliseconds = Number((nanos * millisecondsOf(match?.[3] ?? 's')) / 1_000_000_000n);
  return { milliseconds, span: spanOf(token) };
}

/** What nearly every length is. */
const wholeSeconds = /^(\d{1,6})s$/;
const lengthParts = /^(\d+)(?:\.(\d+))?[ \t\u00a0\u3000]*(ms|s|秒|m)$/;

function millisecondsOf(unit: string): bigint {
  if (unit === 'ms') return 1n;
  return unit === 'm' ? 60_000n : 1000n;
}

/** A number as it is written, full width and any minus sign folded. */
export function toNumber(image: string): number {
  return Number(foldWidth(image).replace(minus, '-'));
}

const minus = /^[−]/;

/** `-18dB` */
export function toLevelDb(token: IToken): number {
  return toNumber(foldWidth(token.image).replace(/[ \t\u00a0\u3000]*db$/i, ''));
}

export function toMoney(image: string): { amount: string; currency: 'CNY' | 'USD' } {
  const folded = foldWidth(image);
  return {
    amount: folded.replace(/[^0-9.]/g, ''),
    currency: /usd|\$/i.test(folded) ? 'USD' : 'CNY',
  };
}
