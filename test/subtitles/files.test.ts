/** Files of subtitles that a translator has sent: read strictly, and laid where the lines of the cut are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cue } from '../../src/subtitles/cues.ts';
import { textOfFile } from '../../src/subtitles/file-text.ts';
import { followCut } from '../../src/subtitles/follow-cut.ts';
import { srtOf, vttOf } from '../../src/subtitles/formats.ts';
import { readSubtitles, type SubtitleFormat } from '../../src/subtitles/subtitle-files.ts';
import { refuseTwoOfOne, translationNamed } from '../../src/subtitles/translation-names.ts';

const options = { framesPerSecond: 24, frames: 480, shape: 'landscape' } as const;

describe('the name of a file says what it is', () => {
  test.each([
    ['ep.en.srt', { language: 'en', format: 'srt' }],
    ['ep.zh-Hant.vtt', { language: 'zh-Hant', format: 'vtt' }],
    ['ep.de.po', { language: 'de', format: 'po' }],
    ['ep.srt', undefined],
    ['ep.final.srt', undefined],
    ['ep.en.sub', undefined],
    ['other.en.srt', undefined],
  ])('%s', (name, expected) => {
    expect(translationNamed(name, 'ep')).toEqual(expected);
  });

  test('two of one language are refused, whatever they are', () => {
    expect(() => {
      refuseTwoOfOne([
        { file: 'ep.en.po', language: 'en' },
        { file: 'ep.de.srt', language: 'de' },
        { file: 'ep.EN.srt', language: 'EN' },
      ]);
    }).toThrow('ep.en.po and ep.EN.srt are both the words in EN.');
  });
});

describe('text', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  test('a byte-order mark and CRLF are of no meaning', () => {
    expect(textOfFile(bytes('\ufeff1\r\n字\r\n'), 'a.srt')).toBe('1\n字\n');
  });

  test.each([
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x31, 0]), 'a.srt is UTF-16.'],
    [
      'GBK',
      Buffer.concat([bytes('1\n00:00\n'), Buffer.from([0xc4, 0xe3, 0xba, 0xc3])]),
      'a.srt:3: these bytes are not UTF-8.',
    ],
  ])('%s is refused', (_, content, message) => {
    expect(() => textOfFile(content, 'a.srt')).toThrow(message);
  });
});

describe('what cannot be read is told with its line', () => {
  const time = '00:00:01,000 --> 00:00:02,000';
  const cases: readonly (readonly [string, SubtitleFormat, string, string])[] = [
    ['words alone', 'srt', 'hello\n', '1: there is no time here'],
    [
      'no arrow',
      'srt',
      `1\n${time}\nA\n\n2\n00:00:03,000 00:00:04,000\nB\n`,
      '5: there is no time',
    ],
    ['no time', 'srt', '1\n00:00:01,000 --> 00:0x:02,000\nA\n', '2: these are no times'],
    ['backwards', 'srt', '1\n00:00:03,000 --> 00:00:02,000\nA\n', '2: these are no times'],
    ['no blank line', 'srt', `1\n${time}\nA\n2\n${time}\nB\n`, '5: there is no blank line'],
    [
      'overlapping',
      'srt',
      `1\n${time}\nA\n\n2\n00:00:01,500 --> 00:00:03,000\nB\n`,
      '6: this subtitle begins before that of line 2 ends',
    ],
    ['nothing', 'srt', '\n\n', '1: there is no subtitle in this file'],
    ['no signature', 'vtt', '00:01.000 --> 00:02.000\nA\n', '1: a WebVTT file begins with'],
  ];
  test.each(cases)('%s', async (_, format, text, message) => {
    await expect(readSubtitles(text, `a.${format}`, format)).rejects.toMatchObject({
      reason: 'configuration',
      message: expect.stringContaining(`a.${format}:${message}`) as string,
    });
  });

  test('what only says how words look, or is no subtitle, is passed over', async () => {
    const srt =
      '1\n00:00:01,000 --> 00:00:02,000\n<i>He</i> said\n{\\an8}<font color="red">3 < 4</font>\n';
    expect((await readSubtitles(srt, 'a.srt', 'srt')).map(({ text }) => text)).toEqual([
      'He said\n3 < 4',
    ]);
    const vtt =
      'WEBVTT - a film\nKind: subtitles\n\nNOTE by hand\n\nSTYLE\n::cue { color: red }\n\nfirst\n00:01.000 --> 00:02.000 align:start\n<v Bob>A</v> &amp; <c.loud>B</c>\n';
    expect(await readSubtitles(vtt, 'a.vtt', 'vtt')).toEqual([
      { line: 10, fromSeconds: 1, toSeconds: 2, text: 'A & B' },
    ]);
  });
});

const cues = fc
  .array(fc.tuple(fc.integer({ min: 12, max: 40 }), fc.nat(20)), { minLength: 1, maxLength: 8 })
  .map((parts) => {
    let frame = 0;
    return parts.map(([length, gap], index): Cue => {
      const from = frame + gap;
      frame = from + length;
      return { from, to: frame, lines: [`Line ${index}.`] };
    });
  });

test('what we write is read back: every word, every time to the millisecond', async () => {
  const line = fc.constantFrom('有人在吗？', 'x --＞ y', 'A & B', '3 ＜ 4', '“Yes.”', '……');
  await fc.assert(
    fc.asyncProperty(
      cues,
      fc.array(line, { minLength: 1, maxLength: 2 }),
      fc.constantFrom('srt' as const, 'vtt' as const),
      async (written, lines, format) => {
        const all = written.map((cue) => ({ ...cue, lines }));
        const text = (format === 'srt' ? srtOf : vttOf)(all, 24);
        const read = await readSubtitles(text, `a.${format}`, format);
        expect(read.map((cue) => cue.text)).toEqual(all.map(() => lines.join('\n')));
        read.forEach(({ fromSeconds, toSeconds }, index) => {
          expect(fromSeconds).toBeCloseTo((all[index]?.from ?? 0) / 24, 3);
          expect(toSeconds).toBeCloseTo((all[index]?.to ?? 0) / 24, 3);
        });
      },
    ),
    { numRuns: 40 },
  );
});

describe('a file and the cut', () => {
  const own: readonly Cue[] = [
    { from: 24, to: 60, lines: ['有人在吗？'] },
    { from: 70, to: 120, lines: ['没有。'] },
    { from: 200, to: 240, lines: ['走吧。'] },
  ];
  const file = (text: string, moved: readonly Cue[] = own): string =>
    srtOf(
      moved.map((cue, index) => ({ ...cue, lines: [`${text} ${index + 1}`] })),
      24,
    );
  const read = async (text: string): Promise<Parameters<typeof followCut>[0]> => ({
    file: 'a.srt',
    cues: await readSubtitles(text, 'a.srt', 'srt'),
  });

  test('one that was translated from ours stands where the lines are now', async () => {
    const cutBefore = own.map(({ from, to, lines }) => ({ from: from + 100, to: to + 100, lines }));
    expect(followCut(await read(file('Line', cutBefore)), own, options)).toEqual({
      cues: own.map((cue, index) => ({ ...cue, lines: [`Line ${index + 1}`] })),
      missing: [],
      warnings: [
        'a.srt: 3 of its 3 subtitles stand elsewhere in this cut, and are moved to where their lines are.',
      ],
    });
    expect(followCut(await read(file('Line')), own, options).warnings).toEqual([]);
  });

  test('a subtitle without words is not translated', async () => {
    const text = file('Line').replace('Line 2\n', '');
    const { cues: followed, missing } = followCut(await read(text), own, options);
    expect(followed[1]?.lines).toEqual(['没有。']);
    expect(missing).toEqual([own[1]]);
  });

  test('any other stands where it says, in its own lines where they fit', async () => {
    const text =
      '1\n00:00:01,000 --> 00:00:03,000\nOne\nTwo\n\n2\n00:00:05,000 --> 00:00:09,000\nA line that is much too long to stand in the picture as it is, and goes on and on\n';
    const { cues: followed, warnings } = followCut(await read(text), own, options);
    expect(followed[0]).toEqual({ from: 24, to: 72, lines: ['One', 'Two'] });
    expect(followed.slice(1).every(({ lines }) => lines.length <= 2)).toBe(true);
    expect([followed[1]?.from, followed.at(-1)?.to]).toEqual([120, 216]);
    expect(warnings).toEqual([
      'a.srt: its 2 subtitles are not the 3 of this cut, so they stand at the times that it says.',
    ]);
  });

  test('what goes on after the film, or says nothing, is an error with its line', async () => {
    const late = await read('1\n00:00:01,000 --> 00:00:30,000\nA\n');
    expect(() => followCut(late, own, options)).toThrow(
      'a.srt:2: this subtitle stands until 30.00 s, and the film lasts 20.00 s.',
    );
    const empty = await read('1\n00:00:01,000 --> 00:00:03,000\n');
    expect(() => followCut(empty, own, options)).toThrow('a.srt:2: this subtitle has no words.');
  });

  test('wherever a cut has moved, its translation follows it', async () => {
    await fc.assert(
      fc.asyncProperty(cues, fc.nat(200), async (now, shift) => {
        const before = now.map((cue) => ({ ...cue, from: cue.from + shift, to: cue.to + shift }));
        const { cues: followed } = followCut(await read(file('Line', before)), now, {
          ...options,
          frames: 10_000,
        });
        expect(followed.map(({ from, to }) => [from, to])).toEqual(
          now.map(({ from, to }) => [from, to]),
        );
      }),
      { numRuns: 40 },
    );
  });
});
