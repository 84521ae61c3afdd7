/** Subtitles that are burnt in: on their frames, readable, and nothing else encoded for them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assemble, type AssembleOptions } from '../../src/episode/assemble.ts';
import type { AssembleReport } from '../../src/episode/report.ts';
import type { PlanCutItem } from '../../src/plan/plan.ts';
import { brightest, cuttingTable, transition } from './cutting-table.ts';
import {
  complaints,
  frameHashes,
  makeClip,
  pixelsOf,
  planOf,
  play,
  taskWithDialogue,
  unadorned,
} from './made-up.ts';

const table = cuttingTable(['red', 'blue', 'long']);

type Cues = ReturnType<NonNullable<AssembleOptions['burn']>>;

async function burnt(
  cut: readonly PlanCutItem[],
  cues: Cues,
  more: Partial<AssembleOptions> = {},
): Promise<AssembleReport> {
  return table.film({ cut }, { burn: () => cues, ...more });
}

/** Whether white letters are to be seen in a frame, between two heights of the picture. */
async function words(
  { output }: AssembleReport,
  frame: number,
  band = { top: 0.75, bottom: 0.98 },
): Promise<boolean> {
  return brightest(await pixelsOf(output, frame, table.folder), band) > 600;
}

const lines = ['有人在吗？', 'Is anybody there?'];

describe('subtitles that are burnt in', () => {
  test('stand on their frames; the frames around them are the clip’s own, bit for bit', async () => {
    const clip = await makeClip(join(table.folder, 'dark.mp4'), {
      frames: 121,
      pattern: 'testsrc2',
      filters: 'eq=brightness=-0.4',
      encoder: ['-g', '24'],
    });
    const cues = [{ from: 30, to: 44, lines }];
    const report = await burnt([play('dark'), play('blue')], cues, {
      clips: new Map([...table.clips, ['dark', clip]]),
    });
    const seen = [];
    for (const frame of [29, 30, 43, 44]) seen.push(await words(report, frame));
    expect(seen).toEqual([false, true, true, false]);
    const [part, ...others] = report.encoded;
    expect([part?.why, others]).toEqual(['dark: subtitles are burnt in', []]);
    expect(report.copiedFrames).toBe(169 - (part?.frames ?? 0));
    const { firstFrame = 0, frames = 0 } = part ?? {};
    expect([firstFrame > 24, firstFrame + frames]).toEqual([true, 48]);
    const source = await frameHashes(clip, table.folder);
    const film = await frameHashes(report.output, table.folder);
    expect(film.slice(0, firstFrame)).toEqual(source.slice(0, firstFrame));
    expect(film.slice(48, 121)).toEqual(source.slice(48));
    expect(await complaints(report.output, table.folder)).toEqual([]);
  });

  test('that follow each other closely are one encoding, not many', async () => {
    const cues = [0, 1, 2].map((index) => ({ from: index * 22 + 2, to: index * 22 + 20, lines }));
    const report = await burnt([play('long')], cues);
    expect(report.encoded).toMatchObject([{ firstFrame: 0, frames: 73 }]);
    const seen = [];
    for (const frame of [1, 2, 19, 20, 23, 24, 45, 46]) seen.push(await words(report, frame));
    expect(seen).toEqual([false, true, true, false, false, true, false, true]);
  });

  test('lie over cuts, transitions and fades, and are not faded with them', async () => {
    const cut = [
      transition('fade-black'),
      play('red'),
      transition('dissolve'),
      play('blue'),
      transition('fade-black'),
    ];
    const report = await burnt(cut, [{ from: 0, to: 84, lines }]);
    expect(report.frames).toBe(84);
    for (const frame of [0, 20, 42, 60, 83]) expect(await words(report, frame)).toBe(true);
    expect(report.encoded.map(({ frames }) => frames)).toEqual([12, 24, 12, 24, 12]);
  });

  test('stand above a caption and not on it', async () => {
    const captions = ['三年后', '旧书店'];
    const band = { top: 0.4, bottom: 0.62 };
    const report = await burnt(
      [play('red'), play('blue', { captions })],
      [
        { from: 4, to: 20, lines: ['有人在吗？'] },
        { from: 60, to: 80, lines: ['有人在吗？'] },
      ],
    );
    expect([await words(report, 10, band), await words(report, 70, band)]).toEqual([false, true]);
    expect([await words(report, 55, band), await words(report, 55)]).toEqual([false, true]);
  });

  test('come out the same, byte for byte; other words are another film, and only theirs', async () => {
    const film = async (text: string, workDir: string): Promise<AssembleReport> => {
      const plan = planOf({ cut: [play('red'), play('blue')] });
      const { dialogue, ...task } = taskWithDialogue('red');
      return assemble({
        plan: {
          ...plan,
          film: { ...plan.film, subtitles: 'burn' },
          tasks: [{ ...task, dialogue: dialogue.map((line) => ({ ...line, text })) }],
        },
        root: table.folder,
        clips: table.clips,
        output: join(table.folder, 'burnt.mp4'),
        workDir: join(table.folder, workDir),
        finishing: () => unadorned,
        burn: () => [{ from: 10, to: 20, lines: [text] }],
      });
    };
    const made = await film('有人在吗？', 'one');
    const bytes = await readFile(made.output);
    expect((await film('有人在吗？', 'one')).unchanged).toBe(true);
    expect((await film('没有人。', 'one')).unchanged).toBe(false);
    expect((await readFile(made.output)).equals(bytes)).toBe(false);
    await film('有人在吗？', 'two');
    expect((await readFile(made.output)).equals(bytes)).toBe(true);
  });

  test('what the typeface lacks is said', async () => {
    const report = await burnt([play('red')], [{ from: 0, to: 20, lines: ['走😀'] }]);
    expect(report.warnings).toEqual([
      'subtitle “走😀”: the typeface has no 😀; 〓 stands in its place.',
    ]);
  });
});
