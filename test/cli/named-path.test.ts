/** What is said of a path that is not what its command wants. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runScene } from '../support/cli.ts';
import { temporaryFolder } from '../support/process.ts';

const folder = temporaryFolder();
afterAll(() => {
  folder.remove();
});

const script = 'episode "雨"\n\nscene 夜\n  shot 门 4s\n    雨。\n';
folder.write({
  'season/雨夜.scene': script,
  'season/notes.md': '',
  'compiled.json': '{ "formatVersion": "1.0", "tasks": [] }',
  'map.json': '{ "formatVersion": "1.0", "items": [] }',
  'plan.txt': '\n {"savedPlan": 99}',
  'film/scenewright.json': '{}',
  'film/雨夜.scene': script,
  'film/refs/notes.md': '',
});
const at = (name: string): string => path.join(folder.path, name);
mkdirSync(at('empty'));
symlinkSync('circle.scene', at('circle.scene'));
symlinkSync('gone.scene', at('nowhere.scene'));
execFileSync('mkfifo', [at('pipe.scene')]);

const scene = (words: readonly string[], cwd = folder.path) => runScene(words, { cwd });

const takers = [['check'], ['compile'], ['plan'], ['render'], ['takes', 'list', '--script']];

test.each([
  ['seasn', 'There is no file or folder called seasn.\n  → Did you mean season?'],
  ['season/雨.scene', 'There is no file or folder called season/雨.scene.'],
  ['season/雨夜.scene/x', 'There is no file or folder called season/雨夜.scene/x.'],
  ['circle.scene', 'circle.scene cannot be read: its links lead in a circle.'],
  ['nowhere.scene', 'nowhere.scene is a link that leads to nothing.'],
  ['pipe.scene', 'pipe.scene is a pipe or a device, and no file.'],
  ['雨'.repeat(100), 'cannot be read: its name is longer than this system takes.'],
])('every command that takes a script says it of %s', async (named, says) => {
  for (const words of takers) {
    const { exitCode, stdout, stderr } = await scene([...words, named]);
    expect({ words, exitCode, stdout }).toEqual({ words, exitCode: 2, stdout: '' });
    expect(stderr).toContain(says);
  }
});

const ofOneEpisode = takers.slice(1);

test.each([
  ['season', 'season is a folder: name the script of an episode'],
  ['empty', 'empty is a folder: name the script of an episode'],
  ['-', 'Standard input (-) is not read here'],
  ['map.json', 'map.json is '],
])('every command that takes one episode says it of %s', async (named, says) => {
  for (const words of ofOneEpisode) {
    if (words[0] === 'compile' && named === '-') continue;
    const { exitCode, stdout, stderr } = await scene([...words, named]);
    expect({ words, exitCode, stdout }).toEqual({ words, exitCode: 2, stdout: '' });
    expect(stderr).toContain(says);
  }
});

test.each([
  ['compiled.json', 'what `scene compile` wrote'],
  ['map.json', 'neither a script nor a saved plan'],
  // A saved plan may have any name.
  ['plan.txt', 'plan.txt is a saved plan of format 99'],
])('render says it of %s', async (named, says) => {
  const { exitCode, stderr } = await scene(['render', named]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(says);
});

test('a folder of the project without scripts stands for the project', async () => {
  const { exitCode, stdout } = await scene(['takes', 'list', '夜.门'], at('film/refs'));
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: '夜.门: nothing is made of it yet\n',
  });
});

test('what is written with -o gets its folders; where none can be, that is said', async () => {
  const { exitCode } = await scene(['compile', 'film/雨夜.scene', '-o', 'out/of/plan.json']);
  expect(exitCode).toBe(0);
  expect(existsSync(at('out/of/plan.json'))).toBe(true);
  for (const [output, says] of [
    ['film/雨夜.scene/plan.json', 'a file stands where a folder is needed'],
    ['film', 'a folder stands where a file is needed'],
  ] as const) {
    const failed = await scene(['compile', 'film/雨夜.scene', '-o', output]);
    expect(failed.exitCode).toBe(5);
    expect(failed.stderr).toContain(`${output}: ${says}`);
  }
});
