/** The disk: what lies on it before anything leaves, and what is said where it refuses. */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/seedance/simulator/server.ts';
import { spawnScene, temporaryFolder } from '../support/process.ts';

const script = `episode "雨夜"
  model: seedance-2.0-mini
  resolution: 480p

scene 雨夜
  shot 门 4s
    雨水从伞沿滴落。

  shot 街 4s
    空无一人的街。
`;
const preload = pathToFileURL(path.join(import.meta.dirname, 'support/kill-at.mjs')).href;

async function project() {
  const simulator = await startSimulator({ clips: 'reused', listsPerSecond: Infinity });
  const folder = temporaryFolder();
  onTestFinished(async () => {
    await simulator.close();
    folder.remove();
  });
  folder.write({
    '雨夜.scene': script,
    'scenewright.json': '{"ark":{"pollSeconds":0.05,"tagsEchoed":true,"settleSeconds":0.3}}',
  });
  const render = (env: Readonly<Record<string, string>> = {}) =>
    spawnScene(['render', '雨夜.scene', '--yes', '--select', '雨夜.门,雨夜.街'], {
      cwd: folder.path,
      env: {
        ARK_BASE_URL: simulator.url,
        ARK_API_KEY: simulator.apiKey,
        NODE_OPTIONS: `--import ${preload}`,
        ...env,
      },
    });
  return { simulator, folder: folder.path, render };
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
  const sent = simulator.tasks().length;
  const journal = path.join(folder, '.scenewright/ark/journal.jsonl');
  const line = readFileSync(journal, 'utf8').split('\n').length;
  appendFileSync(journal, '{"v":2,"step":"kept"}\n');
  const { exitCode, stderr } = await render();
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`journal.jsonl, line ${line}: `);
  expect(stderr).toContain('do not delete it');
  expect(simulator.tasks()).toHaveLength(sent);
});
