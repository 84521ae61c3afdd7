import { expect, test } from 'vitest';
import {
  findSeams,
  seamWarnings,
  type CompareClips,
  type SeamItem,
} from '../../src/episode/seams/seams.ts';
import type { PlanRelation } from '../../src/plan/plan.ts';

const item = (name: string, more: Partial<SeamItem> = {}): SeamItem => ({
  cutIndex: 0,
  name,
  relation: undefined,
  trimmed: false,
  trimmedAtHead: false,
  trimmedAtTail: false,
  ...more,
});
const made = (kind: PlanRelation['kind'], ...of: string[]): Partial<SeamItem> => ({
  relation: { kind, of },
});
const nothing: CompareClips = () => Promise.resolve({ frames: 0, confidence: 0.4 });
const always =
  (frames: number): CompareClips =>
  () =>
    Promise.resolve({ frames, confidence: 0.9 });
const trims = async (
  items: readonly SeamItem[],
  compare: CompareClips,
): Promise<readonly string[]> =>
  (await findSeams(items, compare)).trims.map(({ head, tail }) => `${head}/${tail}`);

test('what an extension repeats is cut from it, wherever its source stands', async () => {
  const items = [item('a'), item('x'), item('b', made('extends', 'a'))];
  expect(await trims(items, always(20))).toEqual(['0/0', '0/0', '20/0']);
});

test('a clip that leads into another loses its tail', async () => {
  expect(await trims([item('b', made('precedes', 'a')), item('a')], always(9))).toEqual([
    '0/9',
    '0/0',
  ]);
});

test('a passage loses both ends', async () => {
  const items = [item('a'), item('j', made('joins', 'a', 'm', 'c')), item('c')];
  expect(await trims(items, always(5))).toEqual(['0/0', '5/5', '0/0']);
});

test('an edit gives up what the clip that it changes repeats, and that clip is compared', async () => {
  const edited = { task: 'b', relation: { kind: 'extends', of: ['a'] } } as const;
  const relation: PlanRelation = { kind: 'edits', of: ['b'], edited };
  const compared: string[] = [];
  const compare: CompareClips = (before, after) => {
    compared.push(`${before} ${after}`);
    return Promise.resolve({ frames: 20, confidence: 0.9 });
  };
  expect(await trims([item('a'), item('night', { relation })], compare)).toEqual(['0/0', '20/0']);
  expect(compared).toEqual(['a b']);
  expect(await trims([item('a'), item('night', made('edits', 'b'))], always(20))).toEqual([
    '0/0',
    '0/0',
  ]);
});

test('the advice stands in between neighbours alone', async () => {
  expect(await trims([item('a'), item('b', made('extends', 'a'))], nothing)).toEqual([
    '0/6',
    '1/0',
  ]);
  expect(await trims([item('b', made('precedes', 'a')), item('a')], nothing)).toEqual([
    '0/6',
    '1/0',
  ]);
  expect(await trims([item('a'), item('x'), item('b', made('extends', 'a'))], nothing)).toEqual([
    '0/0',
    '0/0',
    '0/0',
  ]);
});

test('a written trim outweighs what would be found', async () => {
  const trimmed = { trimmed: true, trimmedAtTail: true };
  expect(
    await trims([item('a'), item('b', { ...made('extends', 'a'), ...trimmed })], always(9)),
  ).toEqual(['0/0', '0/0']);
  expect(await trims([item('a', trimmed), item('b', made('extends', 'a'))], nothing)).toEqual([
    '0/0',
    '1/0',
  ]);
});

test('says what was found and what was only advised', async () => {
  const { reports } = await findSeams([item('a'), item('b', made('extends', 'a'))], nothing);
  expect(reports).toEqual([
    {
      cutIndex: 0,
      shot: 'b',
      relation: 'extends',
      source: 'a',
      end: 'head',
      by: 'advice',
      cutFrames: 1,
      cutFromNeighbour: 6,
      supposedFrames: 0,
      confidence: 0.4,
    },
  ]);
  expect(seamWarnings(reports)).toMatchInlineSnapshot(`
    [
      "No frames of a were found again at the beginning of b: by the service's advice 1 frames of b and 6 of a were cut. Look at the join, and write \`trim:\` where it jumps.",
    ]
  `);
});

test('does not believe what is doubtful, and says so', async () => {
  const doubtful: CompareClips = () => Promise.resolve({ frames: 9, confidence: 0.2 });
  const { trims: cut, reports } = await findSeams(
    [item('a'), item('b', made('extends', 'a')), item('c', made('extends', 'a'))],
    doubtful,
  );
  expect(cut).toEqual([
    { head: 0, tail: 6 },
    { head: 1, tail: 0 },
    { head: 0, tail: 0 },
  ]);
  expect(reports.map(({ by, supposedFrames }) => [by, supposedFrames])).toEqual([
    ['advice', 9],
    ['none', 9],
  ]);
  expect(seamWarnings(reports)).toMatchInlineSnapshot(`
    [
      "It may be that 9 frames of a come again at the beginning of b, but that is not sure enough (0.20 of 1): by the service's advice 1 frames of b and 6 of a were cut. Look at the join, and write \`trim:\` where it jumps.",
      "It may be that 9 frames of a come again at the beginning of c, but that is not sure enough (0.20 of 1): nothing was cut.",
    ]
  `);
});
