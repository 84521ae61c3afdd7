import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breakLines, fitsAsBroken } from '../../src/subtitles/break-lines.ts';
import { cuesOf } from '../../src/subtitles/cues.ts';
import { srtOf, vttOf } from '../../src/subtitles/formats.ts';
import { languageOf, threeLetters } from '../../src/subtitles/language.ts';
import { placeLines, type SpokenShot } from '../../src/subtitles/place-lines.ts';
import { subtitlesOf } from '../../src/subtitles/subtitles.ts';
import { soundLevels, windowSeconds } from '../../src/subtitles/sound-levels.ts';
import { speechSpans } from '../../src/subtitles/speech-spans.ts';
import { poOf, readPo, translate } from '../../src/subtitles/po.ts';
import { makeClip } from '../episode/made-up.ts';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';

const line = (text: string, number = 1) => ({ speaker: 'A', text, line: number });

const shot = (more: Partial<SpokenShot>): SpokenShot => ({
  shot: 's.a',
  lines: [line('One.')],
  firstFrame: 0,
  from: 0,
  to: 120,
  clipFrames: 120,
  trimmed: false,
  speech: undefined,
  ...more,
});

describe('where somebody speaks', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "scene's “声” %d -"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Bursts of a voice's pitch over a bed of noise. */
  const clipOf = async (name: string, bursts: string, bedDb: number): Promise<string> => {
    const output = join(folder, name);
    await runFfmpeg({
      inputs: [
        { source: `sine=frequency=440:sample_rate=48000:duration=5`, options: ['-f', 'lavfi'] },
        {
          source: 'anoisesrc=color=pink:seed=7:sample_rate=48000:duration=5',
          options: ['-f', 'lavfi'],
        },
      ],
      options: [
        '-filter_complex',
        `[0]volume=volume=0:enable='not(${bursts})'[voice];[1]volume=${bedDb}dB[bed];[voice][bed]amix=inputs=2:duration=first`,
        ...['-c:a', 'aac', '-b:a', '128k'],
      ],
      format: 'mp4',
      output,
    });
    return output;
  };

  test.each([
    ['quiet', -60],
    ['rain', -30],
  ])('is found over a bed of %s', async (name, bedDb) => {
    const path = await clipOf(`${name}.mp4`, 'between(t,0.8,1.6)+between(t,2.5,4)', bedDb);
    const spans = speechSpans(await soundLevels(path));
    expect(spans).toHaveLength(2);
    const near = [0.8, 1.6, 2.5, 4];
    spans
      ?.flatMap(({ fromSeconds, toSeconds }) => [fromSeconds, toSeconds])
      .forEach((time, index) => {
        expect(Math.abs(time - (near[index] ?? 0))).toBeLessThan(0.15);
      });
  });

  test('is not told in a steady tone, in silence, and in nothing at all', async () => {
    const path = await makeClip(join(folder, 'tone.mp4'), { frames: 60 });
    expect(speechSpans(await soundLevels(path))).toBeUndefined();
    expect(
      speechSpans(Array.from({ length: 100 }, () => Number.NEGATIVE_INFINITY)),
    ).toBeUndefined();
    expect(speechSpans([])).toBeUndefined();
  });

  test('a clip without sound is a failure that names it', async () => {
    const path = await makeClip(join(folder, 'mute.mp4'), { frames: 24, soundSeconds: null });
    await expect(soundLevels(path)).rejects.toMatchObject({ reason: 'ffmpeg-failed' });
  });

  test('spans lie within the clip, in order, apart', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -90, max: 0, noNaN: true })), (levels) => {
        let last = 0;
        for (const { fromSeconds, toSeconds } of speechSpans(levels) ?? []) {
          expect(fromSeconds).toBeGreaterThanOrEqual(last);
          expect(toSeconds).toBeGreaterThan(fromSeconds);
          last = toSeconds;
        }
        expect(last).toBeLessThanOrEqual(levels.length * windowSeconds + 1e-9);
      }),
    );
  });
});

describe('lines in time', () => {
  test('as many pauses as lines: each line is where it is said', () => {
    const { lines } = placeLines(
      [
        shot({
          lines: [line('A short one.'), line('And one that takes quite a lot longer to say.')],
          speech: [
            { fromSeconds: 0.5, toSeconds: 1.5 },
            { fromSeconds: 2, toSeconds: 4.5 },
          ],
        }),
      ],
      24,
    );
    expect(lines).toMatchObject([
      { firstFrame: 12, frames: 24, by: 'speech' },
      { firstFrame: 48, frames: 60, by: 'speech' },
    ]);
  });

  test('what repeats the shot before is not this shot’s speech', () => {
    const { lines } = placeLines(
      [
        shot({
          from: 48,
          firstFrame: 240,
          speech: [
            { fromSeconds: 0.5, toSeconds: 1.5 },
            { fromSeconds: 3, toSeconds: 4 },
          ],
        }),
      ],
      24,
    );
    expect(lines).toMatchObject([{ firstFrame: 240 + 24, frames: 24 }]);
  });

  test('a line that a trim cuts off is said to have no subtitle', () => {
    const trimmed = shot({
      trimmed: true,
      to: 48,
      lines: [line('One.'), line('Two.')],
      speech: [
        { fromSeconds: 0.5, toSeconds: 1.5 },
        { fromSeconds: 3, toSeconds: 4 },
      ],
    });
    expect(placeLines([trimmed], 24)).toMatchObject({
      lines: [{ text: 'One.' }],
      warnings: ['The trim of s.a cuts off “Two.”: it has no subtitle.'],
    });
  });

  const span = fc
    .tuple(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0.2, max: 2, noNaN: true }))
    .map(([fromSeconds, length]) => ({ fromSeconds, toSeconds: fromSeconds + length }));
  const apart = fc.array(span, { maxLength: 6 }).map((spans) => {
    const sorted = [...spans].sort((a, b) => a.fromSeconds - b.fromSeconds);
    return sorted.filter(
      ({ fromSeconds }, index) => fromSeconds > (sorted[index - 1]?.toSeconds ?? -1),
    );
  });
  const words = fc.array(fc.constantFrom('有人在吗？', 'Yes.', 'A longer line of words.', '……'), {
    minLength: 1,
    maxLength: 5,
  });

  test('lines keep their order and their shot; subtitles never overlap nor outlast the film', () => {
    fc.assert(
      fc.property(apart, words, fc.nat(40), (speech, texts, from) => {
        const one = shot({ from, speech, lines: texts.map((text) => line(text)) });
        const { lines } = placeLines([one], 24);
        lines.forEach(({ firstFrame, frames, text }, index) => {
          expect(text).toBe(texts[index]);
          expect(firstFrame).toBeGreaterThanOrEqual(lines[index - 1]?.firstFrame ?? 0);
          expect(firstFrame + frames).toBeLessThanOrEqual(120 - from);
          expect(frames).toBeGreaterThanOrEqual(0);
        });
        const options = { framesPerSecond: 24, frames: 120 - from, shape: 'portrait' } as const;
        const cues = cuesOf(lines, options);
        cues.forEach(({ from: start, to, lines: shown }, index) => {
          expect(shown.length).toBeLessThanOrEqual(2);
          expect(to).toBeGreaterThan(start);
          expect(to).toBeLessThanOrEqual(cues[index + 1]?.from ?? options.frames);
        });
        expect(
          cues
            .map((cue) => cue.lines.join(''))
            .join('')
            .replaceAll(' ', ''),
        ).toBe(texts.join('').replaceAll(' ', ''));
      }),
    );
  });

  test('what cannot be read in its time is shown all the same, and said', () => {
    const text = '你知道这三年我是怎么过来的吗？';
    const placed = { speaker: 'A', line: 1, shot: 's.a', by: 'speech' } as const;
    const lines = [
      { ...placed, text, firstFrame: 0, frames: 12 },
      { ...placed, text: '走。', firstFrame: 12, frames: 60 },
    ];
    const { cues, warnings } = subtitlesOf(lines, {
      framesPerSecond: 24,
      frames: 120,
      shape: 'landscape',
    });
    expect(cues).toHaveLength(2);
    expect(warnings).toEqual([`“${text}” stands for 0.4 s, and takes 1.6 s to read.`]);
  });

  test('nothing of a line is lost in breaking it', () => {
    const text = fc
      .array(fc.constantFrom('雨', '夜', '，', '。', 'rain', ' ', 'night', '!', '“', '”', '7'), {
        maxLength: 80,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('portrait', 'landscape'), (words, shape) => {
        const bare = (value: string): string => value.replace(/\s+/gu, '');
        expect(bare(breakLines(words, shape).flat().join(''))).toBe(bare(words));
      }),
    );
  });
});

describe('lines of a subtitle', () => {
  const phrases = [
    '你怎么才来？',
    '她低声说，',
    '“我以为你不会来了。”',
    '三年啊！',
    '《红楼梦》里说：',
  ];
  const dialogue = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...phrases,
          '关于明年第一季度海外市场推广的可行性分析报告',
          '……',
          '——',
          'GitHub',
        ),
        fc.constantFrom(
          'I thought ',
          'you would never come back, ',
          'Mr. Smith. ',
          '3.5 million ',
          '“Yes,” ',
        ),
        fc.constantFrom(
          'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen ',
          '（林夏的哥哥）',
        ),
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.join('').trim());

  test('are two at most, fit the picture, and neither begin with a closing mark nor end with an opening one', () => {
    fc.assert(
      fc.property(dialogue, fc.constantFrom('portrait', 'landscape'), (text, shape) => {
        for (const lines of breakLines(text, shape)) {
          expect(fitsAsBroken(lines, shape)).toBe(true);
          for (const shown of lines)
            expect(shown).toMatch(/^[^，。、；：！？”’）》」』].*[^“‘（《「『]$|^[^“‘（《「『]$/u);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('of made-up dialogue, as a person would break them', async () => {
    const dialogues = readFileSync(join(import.meta.dirname, 'dialogues.txt'), 'utf8');
    const broken = (text: string, shape: 'landscape' | 'portrait'): string =>
      breakLines(text, shape)
        .map((lines) => `    ${lines.join('\n    ')}\n`)
        .join('\n');
    const sheet = dialogues
      .trimEnd()
      .split('\n')
      .map(
        (text) =>
          `${text}\n  wide\n${broken(text, 'landscape')}  tall\n${broken(text, 'portrait')}`,
      );
    await expect(`${sheet.join('\n')}`).toMatchFileSnapshot('dialogues-broken.txt');
  });
});

describe('files', () => {
  const cues = [{ from: 24, to: 87_000, lines: ['<b>{a} & b</b>', 'x --> y'] }];

  test('no mark of a writer is formatting', () => {
    expect(srtOf(cues, 24)).toBe(
      '1\n00:00:01,000 --> 01:00:25,000\n＜b＞｛a｝ & b＜/b＞\nx --＞ y\n',
    );
    expect(vttOf(cues, 24)).toBe(
      'WEBVTT\n\n00:00:01.000 --> 01:00:25.000\n&lt;b&gt;{a} &amp; b&lt;/b&gt;\nx --&gt; y\n',
    );
  });

  test('languages by their letters', () => {
    expect(['en', 'zh-Hant', 'ja', 'de', 'xx'].map(threeLetters)).toEqual([
      'eng',
      'zho',
      'jpn',
      'deu',
      'und',
    ]);
    expect(
      [['你好'], ['Hello, my dear 你'], ['こんにちは'], ['안녕'], ['…']].map(languageOf),
    ).toEqual(['zh', 'en', 'ja', 'ko', 'en']);
  });
});

describe('translations', () => {
  const task = (id: string, texts: readonly string[]) => ({
    id,
    dialogue: texts.map((text, index) => line(text, index + 1)),
    source: { file: 'a.scene', line: 1 },
  });

  test('a list to fill in is read back; a line that has changed is not translated, and its words are kept', () => {
    const fresh = poOf([task('s.a', ['有人在吗？', '走。'])], 'en');
    const filled = fresh
      .replace(
        'msgid "有人在吗？"\nmsgstr ""',
        'msgid "有人在吗？"\nmsgstr "Is \\"anybody\\" there?"',
      )
      .replace('msgid "走。"\nmsgstr ""', 'msgid "走。"\nmsgstr "Go."');
    const translation = readPo(filled, 'a.en.po', 'en');
    const placed = { firstFrame: 0, frames: 24, by: 'speech', shot: 's.a' } as const;
    const lines = ['有人在吗？', '快走。'].map((text) => ({ ...line(text), ...placed }));
    const { lines: translated, missing } = translate(lines, translation);
    expect(translated.map(({ text }) => text)).toEqual(['Is "anybody" there?', '快走。']);
    expect(missing.map(({ text }) => text)).toEqual(['快走。']);

    const changed = poOf([task('s.a', ['有人在吗？', '快走。'])], 'en', translation);
    expect(changed).toContain('msgstr "Is \\"anybody\\" there?"');
    expect(changed).toContain('#~ msgid "走。"\n#~ msgstr "Go."');
    const back = readPo(changed, 'a.en.po', 'en');
    expect(back.wordsOf('s.a', '走。')).toBe('Go.');
  });

  test('what is no PO file is refused with its name', () => {
    expect(() => readPo('msgid "a', 'a.en.po', 'en')).toThrow(/a\.en\.po is no PO file/);
  });
});
