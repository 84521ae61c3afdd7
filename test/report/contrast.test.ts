/** What is written can be read, by day and by night: WCAG 2.2, 1.4.3. */
import { describe, expect, test } from 'vitest';
import { baseStyle } from '../../src/report/page/style.ts';

type Colors = Readonly<Record<string, string>>;

function colorsOf(block: string | undefined): Colors {
  return Object.fromEntries<string>(
    [...(block ?? '').matchAll(/--(\w+):(#[0-9a-f]{3,6})/g)].map(
      ([, name = '', color = '']): [string, string] => [name, color],
    ),
  );
}

const [day, night, print] = [...baseStyle.matchAll(/:root\{([^}]*)\}/g)].map(([, block]) =>
  colorsOf(block),
);

function luminance(color: string): number {
  const long = color.length === 4 ? color.replace(/[0-9a-f]/g, '$&$&') : color;
  const [red = 0, green = 0, blue = 0] = (long.match(/[0-9a-f]{2}/g) ?? []).map((part) => {
    const share = parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const words = ['ink', 'soft', 'accent', 'good', 'warn', 'bad', 'blue'];
const grounds = ['paper', 'card'];
const marks = ['image', 'video', 'audio'];

describe.each([
  ['by day', day],
  ['by night', night],
])('%s', (_name, colors) => {
  test.each([
    ...words.flatMap((word) => grounds.map((ground) => [word, ground] as const)),
    ...marks.map((mark) => ['ink', mark] as const),
  ])('%s on %s', (word, ground) => {
    expect(contrast(colors?.[word] ?? '', colors?.[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});

test('in print', () => {
  expect(contrast(print?.['soft'] ?? '', print?.['paper'] ?? '')).toBeGreaterThanOrEqual(4.5);
});
