/** Values of options, read strictly: what is not exactly such a value is a mistake in the command line. */
import { InvalidArgumentError } from 'commander';

/** A whole number from `least` up. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`It is a whole number from ${least} up.`);
    }
    return value;
  };
}

/** A port: 0 stands for any that is free. */
export function portNumber(text: string): number {
  const value = wholeNumber(0)(text);
  if (value > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return value;
}

const secondsIn: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** `0.2s`, `500ms`, `5m`, `1h` as seconds. */
function seconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim());
  const unit = secondsIn[match?.[2] ?? ''];
  if (!match || unit === undefined) {
    throw new InvalidArgumentError('It is a length such as 0.2s, 30s or 5m.');
  }
  return Number(match[1]) * unit;
}

/** `2s`, or a range `1s..5s`. */
export function secondsOrRange(text: string): number | readonly [from: number, to: number] {
  const [from = '', to, ...rest] = text.split('..');
  if (to === undefined) return seconds(from);
  const range = [seconds(from), seconds(to)] as const;
  if (rest.length > 0 || range[0] > range[1]) {
    throw new InvalidArgumentError('It is a length such as 2s, or a range such as 1s..5s.');
  }
  return range;
}
