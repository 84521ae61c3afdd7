/** A plan is saved, approved and carried out by the built command, over HTTP against the simulator. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../../src/seedance/simulator/server.ts';
import { spawnScene, temporaryFolder } from '../../support/process.ts';

const script = `episode "雨夜"
  model: seedance-2.0-mini
  resolution: 480p
  budget: 2 CNY

scene 雨夜
  shot 门 4s
    雨水从伞沿滴落。

  shot 街 4s
    空无一人的街。
`;

test('a saved plan is the approval: exactly that is bought, once, and nothing when it has moved', async () => {
  const folder = temporaryFolder();
  onTestFinished(() => {
    folder.remove();
  });
  folder.write({ '雨夜.scene': script, 'scenewright.json': '{"ark":{"pollSeconds":0.1}}' });
  const simulator = await startSimulator({ listsPerSecond: Infinity, clips: 'reused' });
  onTestFinished(() => simulator.close());
  const env = { ARK_BASE_URL: simulator.url, ARK_API_KEY: simulator.apiKey };
  const scene = (...words: readonly string[]) => spawnScene(words, { cwd: folder.path, env });

  const planned = await scene('plan', '雨夜.scene', '--detailed-exitcode', '-o', 'approved.json');
  expect(planned.exitCode).toBe(3);
  expect(planned.stdout).toContain('2 clips to make: 81,190 tokens, 1.87 CNY');
  expect(simulator.tasks()).toEqual([]);

  // It moves, and moves back.
  folder.write({ '雨夜.scene': script.replace('空无一人', '灯火通明') });
  const moved = await scene('render', 'approved.json');
  expect(moved.exitCode).toBe(4);
  expect(moved.stderr).toContain('the script 雨夜.scene has changed');
  folder.write({ '雨夜.scene': script });

  // Somebody adds a shot to the saved plan itself.
  const file = path.join(folder.path, 'approved.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    path.join(folder.path, 'edited.json'),
    text.replace('"duration": 4', '"duration": 15'),
  );
  expect((await scene('render', 'edited.json')).stderr).toContain('somebody has edited it');
  expect(simulator.tasks()).toEqual([]);

  const run = await scene('render', 'approved.json', '--format', 'json');
  expect(run.stderr).toContain('the saved plan says so');
  expect(run.exitCode).toBe(0);
  expect(simulator.bill()).toHaveLength(2);
  expect(readFileSync(path.join(folder.path, '雨夜.takes.json'), 'utf8')).toContain('雨夜.街');

  const after = await scene('plan', '雨夜.scene', '--detailed-exitcode');
  expect(after.exitCode).toBe(0);
  // The whole plan is within the episode's budget or nothing of it is bought.
  folder.write({ '雨夜.scene': script.replace('雨水', '雪水') });
  const dear = await scene('render', '雨夜.scene', '--yes');
  expect(dear.exitCode).toBe(4);
  expect(dear.stderr).toContain("the episode's budget is 2 CNY");
  expect(simulator.bill()).toHaveLength(2);
  const compiled = await scene('compile', '雨夜.scene', '-o', 'compiled.json');
  expect(compiled.exitCode).toBe(0);
  expect((await scene('render', 'compiled.json')).stderr).toContain('scene plan FILE -o PLAN');
});
