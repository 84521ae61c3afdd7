/** The disk: what lies on it before anything leaves, and what is said where it refuses. */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { faultProject, scriptName } from './support/project.ts';

const preload = pathToFileURL(path.join(import.meta.dirname, 'support/kill-at.mjs')).href;

async function project() {
  const made = await faultProject({ shots: ['门', '街'] });
  const words = ['render', scriptName, '--yes', '--select', '雨夜.门,雨夜.街'];
  const render = (env: Readonly<Record<string, string>> = {}) =>
    made.scene(words, { NODE_OPTIONS: `--import ${preload}`, ...env });
  return { ...made, render };
}

test('the intent and the mark that it leaves are on the disk before a byte of a POST leaves', async () => {
  const { folder, render } = await project();
  const points = path.join(folder, 'points.txt');
  expect((await render({ SCENE_POINTS: points })).exitCode).toBe(0);
  const seen = { intents: 0, marks: 0, posts: 0 };
  for (const point of readFileSync(points, 'utf8').trim().split('\n')) {
    if (point === 'intent:synced') seen.intents += 1;
    if (point === 'sending:synced') seen.marks += 1;
    if (point !== 'post:bytes') continue;
    seen.posts += 1;
    expect(seen.intents).toBeGreaterThanOrEqual(seen.posts);
    expect(seen.marks).toBeGreaterThanOrEqual(seen.posts);
  }
  expect(seen).toEqual({ intents: 2, marks: 2, posts: 2 });
});

describe('where the disk refuses, that is said, and the next run goes on', () => {
  test.each([
    ['is full at the intent', 'intent:write=ENOSPC', /the disk is full/],
    ['is full before the mark', 'sending:write=ENOSPC', /the disk is full/],
    ['is full once the service has accepted', 'submitted:write=ENOSPC', /the disk is full/],
    ['is full in the middle of a download', 'part:write=ENOSPC', /Make room/],
    ['has become read-only', 'clip:rename=EROFS', /the file system is read-only/],
    ['may no longer be written', 'kept:write=EACCES', /writing there is not allowed/],
  ])('it %s', async (_, refusal, said) => {
    const { simulator, render } = await project();
    const first = await render({ SCENE_REFUSE_AT: refusal });
    expect(first.stderr).toMatch(said);
    expect(first.exitCode).toBe(5);
    expect((await render()).exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(2);
  });
});

test('a journal that was changed by hand is refused with its line, and nothing is sent', async () => {
  const { simulator, folder, render } = await project();
  await render({ SCENE_KILL_AT: 'submitted:synced' });
  const journal = path.join(folder, '.scenewright/ark/journal.jsonl');
  const line = readFileSync(journal, 'utf8').split('\n').length;
  appendFileSync(journal, '{"v":2,"step":"kept"}\n');
  const before = readFileSync(journal, 'utf8');
  const { exitCode, stderr } = await render();
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`journal.jsonl, line ${line}: `);
  expect(stderr).toContain('do not delete it');
  // What the killed run had under way may have arrived only now; of another there would be a mark.
  expect(readFileSync(journal, 'utf8')).toBe(before);
  const marks = before.match(/"step":"sending"/g) ?? [];
  expect(simulator.tasks().length).toBeLessThanOrEqual(marks.length);
});
