/** What a killed process left behind is taken away by the next one, and nothing else is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openStaging } from '../../src/ffmpeg/staging.ts';
import { writeDurably } from '../../src/store/durable-file.ts';
import { openLocalStore } from '../../src/store/local-store.ts';
import { sweepFolder, sweepStore } from '../../src/store/sweep.ts';
import { makeFolder } from '../render/support/bench.ts';
import { intentOf } from '../support/intents.ts';

test('half-written files of the store go, and a download that is paid for stays', async () => {
  const folder = await makeFolder();
  const store = await openLocalStore(folder, 'ark');
  for (const tag of ['under-way', 'over']) {
    await store.journal.append(intentOf({ tag }));
    await store.journal.append({ step: 'sending', tag });
    await store.journal.append({ step: 'submitted', tag, id: `cgt-${tag}` });
  }
  await store.journal.append({ step: 'failed', tag: 'over', code: 'x', message: 'x' });
  await store.close();
  const stays = ['ark/clips/ab/ab.mp4', 'ark/incoming/under-way.mp4', 'ark/scratch/x.part'];
  const goes = [
    'ark/clips/ab/ab.mp4.part',
    'ark/recipes/cd/cd.json.part',
    'ark/incoming/over.mp4',
    'simulator/takes/rain.takes.json.part',
  ];
  for (const path of [...stays, ...goes]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), 'half');
  }
  await sweepStore(folder);
  const left = await readdir(folder, { recursive: true });
  expect(left.filter((path) => goes.includes(path))).toEqual([]);
  expect(left).toEqual(expect.arrayContaining([...stays, 'ark/journal.jsonl']));
});

test('half-written files beside a script go, and no others', async () => {
  const folder = await makeFolder();
  const stays = ['rain.mp4.part', 'rain.scene', 'rain.takes.json', 'takes.json.part.txt'];
  const goes = ['rain.takes.json.part', 'other.map.json.part'];
  for (const name of [...stays, ...goes]) await writeFile(join(folder, name), 'half');
  await sweepFolder(folder);
  expect((await readdir(folder)).sort()).toEqual(stays);
});

test('what a killed writer left beside a file is gone when the file is written', async () => {
  const folder = await makeFolder();
  await mkdir(folder, { recursive: true });
  const takes = join(folder, 'rain.takes.json');
  await writeFile(`${takes}.part`, 'half');
  await writeDurably(takes, '{}');
  expect(await readdir(folder)).toEqual(['rain.takes.json']);
  expect(await readFile(takes, 'utf8')).toBe('{}');
});

test('folders of dead processes go where the next one stages its files', async () => {
  const parent = await makeFolder();
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  const living = await openStaging({ parent });
  const [name = ''] = await readdir(parent);
  const dead = name.replace(`-${process.pid}-`, `-${child.pid ?? 0}-`);
  const reused = name.replace(/-\d+-([^-]*)$/u, '-1-$1');
  const others = ['scene-plan', name.replace(/^scene-[0-9a-f]+/u, 'scene-00000000')];
  for (const each of [dead, reused, ...others])
    await mkdir(join(parent, each, 'in0001'), { recursive: true });
  const second = await openStaging({ parent });
  const left = await readdir(parent);
  expect(left.sort()).toEqual([...others, name, second.folder.slice(parent.length + 1)].sort());
  await living.remove();
  await second.remove();
});
