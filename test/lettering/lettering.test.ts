import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caption, slate, titleCard } from '../../src/lettering/cards.ts';
import { drawSvg, svgDocument } from '../../src/lettering/draw.ts';
import { subtitle } from '../../src/lettering/subtitle.ts';
import { measureText, setLine } from '../../src/lettering/typeface.ts';
import { fitText, wrapText } from '../../src/lettering/wrap.ts';

const sizeOfPng = (png: Uint8Array): readonly number[] => {
  const bytes = Buffer.from(png);
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

test('a Chinese character is as wide as its size, a Latin one as its outline says', () => {
  expect(measureText('来信', { fontSizePx: 40 })).toBeCloseTo(80);
  expect(measureText('iii', { fontSizePx: 40 })).toBeLessThan(
    measureText('WWW', { fontSizePx: 40 }) / 2,
  );
  expect(measureText('WWW', { fontSizePx: 40, weight: 'bold' })).toBeGreaterThan(
    measureText('WWW', { fontSizePx: 40 }),
  );
});

test('lines break as Chinese and Latin want it', () => {
  const lines = (text: string, maxWidthPx: number): readonly string[] =>
    wrapText(text, { fontSizePx: 20, maxWidthPx });
  expect(lines('他说：“你好，世界。”然后走了。', 100)).toMatchInlineSnapshot(`
    [
      "他说：",
      "“你好，",
      "世界。”",
      "然后走了。",
    ]
  `);
  expect(lines('The last letter of a long winter', 120)).toMatchInlineSnapshot(`
    [
      "The last",
      "letter of a",
      "long winter",
    ]
  `);
  expect(lines('第一行\n第二行', 500)).toEqual(['第一行', '第二行']);
});

test('no line is too wide, begins with a closing mark, or loses a character', () => {
  const words = fc.array(
    fc.constantFrom(
      '雨夜',
      '来信',
      '，',
      '。',
      '！',
      '“',
      '”',
      '（',
      '）',
      '、',
      'letter',
      'of',
      ' ',
      'Xia',
      '7',
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(words, fc.integer({ min: 120, max: 400 }), (parts, maxWidthPx) => {
      const text = parts.join('');
      const measure = { fontSizePx: 20, maxWidthPx };
      const lines = wrapText(text, measure);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines.slice(1))
        if (!/^[，。！”）、]+$/u.test(text.trim())) expect(line).not.toMatch(/^[，。！）、]/u);
    }),
  );
});

test('words are made smaller until they fit, and said where they never do', () => {
  const box = {
    maxWidthPx: 200,
    maxHeightPx: 100,
    maxFontSizePx: 60,
    minFontSizePx: 12,
    lineHeight: 1.4,
  };
  expect(fitText('来信', box)).toMatchObject({ lines: ['来信'], fits: true, fontSizePx: 60 });
  const long = fitText('那是她最后一次见到他的字', box);
  expect(long).toMatchObject({ fits: true });
  expect(long.fontSizePx).toBeLessThan(60);
  expect(fitText('字'.repeat(500), box).fits).toBe(false);
  // A word is made smaller before it is broken, and broken before it is too small.
  expect(fitText('Wunderschöne', box).lines).toEqual(['Wunderschöne']);
  expect(fitText('W'.repeat(30), box)).toMatchObject({ fits: true });
});

test('what the typeface lacks is told', () => {
  expect(setLine('雨😀夜', { fontSizePx: 20 }).missing).toEqual(['😀']);
  expect(titleCard({ width: 320, height: 180, text: '雨😀夜😀' }).missing).toEqual(['😀']);
  expect(titleCard({ width: 320, height: 180, text: '第一章　来信——Lin, 7：30' }).missing).toEqual(
    [],
  );
});

test('what is rare is drawn from files of its own, as wide as it was measured', () => {
  const text = 'Привет, Đặng Văn 杨炘 ★ ① cafe\u0301';
  const { path, widthPx, missing } = setLine(text, { fontSizePx: 20, weight: 'bold' });
  expect(missing).toEqual([]);
  expect(widthPx).toBeCloseTo(measureText(text, { fontSizePx: 20, weight: 'bold' }), 6);
  expect(path).not.toContain('NaN');
  expect(setLine('한', { fontSizePx: 20 }).missing).toEqual(['한']);
});

test('cards are pictures of the size asked for', () => {
  const size = { width: 720, height: 1280 };
  expect(sizeOfPng(titleCard({ ...size, text: '第一章 来信' }).png)).toEqual([720, 1280]);
  expect(sizeOfPng(caption({ ...size, lines: ['三年后', '旧书店'] }).png)).toEqual([720, 1280]);
  expect(sizeOfPng(slate({ ...size, name: 'arrival.counter', note: '缺镜头' }).png)).toEqual([
    720, 1280,
  ]);
});

test('a subtitle is a strip of its own height, within the safe width, above other words', () => {
  for (const [width, height] of [
    [1280, 720],
    [720, 1280],
    [720, 720],
    [320, 180],
  ] as const) {
    const lines = ['外面的雨下得太大了，', '我可不可以在这里等一会儿，'];
    const usual = subtitle({ width, height, lines });
    const [wide = 0, high = 0] = sizeOfPng(usual.png);
    expect(wide).toBe(width);
    expect(usual.fits).toBe(true);
    expect(usual.topPx + high).toBeLessThan(height);
    const above = subtitle({ width, height, lines, abovePx: height * 0.6 });
    expect(above.topPx + high).toBeLessThanOrEqual(height * 0.6);
    expect(subtitle({ width, height, lines: ['W'.repeat(80)] }).fits).toBe(false);
  }
});

test('a writer’s marks are words, never markup', () => {
  expect(titleCard({ width: 320, height: 180, text: '<b>&amp; "x"</b>' }).missing).toEqual([]);
});

test('a <text> would vanish, so it is refused', () => {
  const size = { width: 10, height: 10 };
  expect(() => drawSvg(svgDocument('<text>x</text>', size), size)).toThrow(/outlines/);
});
