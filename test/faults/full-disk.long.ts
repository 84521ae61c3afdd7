/** Real disks that are full or read-only: what is said, what is kept, and what is bought in the end. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { probe } from '../../src/ffmpeg/probe.ts';
import { startSimulator } from '../../src/seedance/simulator/server.ts';
import { openFront } from './support/front.ts';
import { filesOf, onFolder, scriptName } from './support/project.ts';
import { ballastName, noSmallDisk, openSmallDisk, type SmallDisk } from './support/small-disk.ts';

const preload = pathToFileURL(path.join(import.meta.dirname, 'support/kill-at.mjs')).href;
const shots = ['门', '街', '桥'];

async function project() {
  const simulator = await startSimulator({ clips: 'reused', listsPerSecond: Infinity });
  const front = await openFront(simulator, { trouble: () => undefined });
  const disk = await openSmallDisk(32);
  onTestFinished(async () => {
    await front.close();
    await simulator.close();
    await disk.close();
  });
  for (const [name, text] of Object.entries(filesOf({ shots }))) {
    writeFileSync(path.join(disk.reached, name), text);
  }
  const inside = onFolder(disk.reached, simulator, front, shots);
  const scene = (words: readonly string[], env = {}) => inside.scene(words, env, disk.through);
  return {
    disk,
    simulator,
    scene,
    render: (env: Readonly<Record<string, string>> = {}, ...words: string[]) =>
      scene(['render', scriptName, '--yes', ...words], env),
    journal: () => readFileSync(path.join(disk.reached, '.scenewright/ark/journal.jsonl'), 'utf8'),
  };
}

/** The shots, and the one more that the film has. */
const made = shots.length + 1;

async function wholeFilm({ reached }: SmallDisk): Promise<boolean> {
  const { video } = await probe(path.join(reached, '雨夜.mp4'));
  return video?.frames === made * 97;
}

/** The disk fills up at that point of a run, to its last byte. */
const fullAt = (point: string, { folder }: SmallDisk) => ({
  NODE_OPTIONS: `--import ${preload}`,
  SCENE_FILL_AT: `${point}=${path.join(folder, ballastName)}`,
});

describe.skipIf(noSmallDisk)(`on a disk of its own${noSmallDisk ? `: ${noSmallDisk}` : ''}`, () => {
  test.each([
    ['the first recipe', 'recipe:open', /cannot write \S+recipes\S+: the disk is full/],
    [
      'the first line of the journal',
      'intent:write',
      /cannot write \S+journal.jsonl: the disk is full/,
    ],
    [
      'a later line, which is torn',
      'sending:write',
      /cannot write \S+journal.jsonl: the disk is full/,
    ],
    ['a download', 'part:write', /cannot write \S+incoming\S+: the disk is full/],
    ['a clip that lies there whole', 'kept:write', /cannot write \S+: the disk is full/],
    ['the film', 'film:folder', /cannot write \S+(?:雨夜.mp4|scratch\S+): the disk is full/],
  ])(
    'that is full at %s: it is said, and once there is room nothing is bought twice',
    async (_, point, said) => {
      const { disk, simulator, render, journal } = await project();
      const full = await render(fullAt(point, disk));
      expect(full.stderr).toMatch(said);
      expect(full.stderr).toContain(disk.folder);
      expect(full.exitCode).toBe(5);
      if (point === 'sending:write') expect(journal()).not.toMatch(/\n$/);
      disk.free();
      const again = await render();
      expect([again.exitCode, again.stderr]).toEqual([0, again.stderr]);
      expect(simulator.bill()).toHaveLength(made);
      expect(await wholeFilm(disk)).toBe(true);
    },
  );

  test('that has room for a part of the film: none is left half, and the old one stays', async () => {
    const { disk, simulator, render } = await project();
    expect((await render()).exitCode).toBe(0);
    writeFileSync(
      path.join(disk.reached, scriptName),
      `${filesOf({ shots })[scriptName]}\n  title "完" 2s\n`,
    );
    for (const kib of [8, 120]) {
      disk.fillBut(kib);
      const cut = await render();
      expect([kib, cut.exitCode, cut.stderr]).toEqual([
        kib,
        5,
        expect.stringContaining('the disk is full'),
      ]);
      expect(await wholeFilm(disk)).toBe(true);
      disk.free();
    }
    expect((await render()).exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(made);
  });

  test('whose project is read-only: nothing is sent, and what only looks works', async () => {
    const { disk, simulator, render, scene } = await project();
    disk.remount('.', 'ro');
    const refused = await render();
    expect(refused.stderr).toMatch(/cannot write \S+: the file system is read-only/);
    expect(refused.stderr).toContain(disk.folder);
    expect(refused.exitCode).toBe(5);
    expect(simulator.tasks()).toEqual([]);
    for (const words of [['plan', scriptName], ['status']]) {
      expect(await scene(words)).toMatchObject({ exitCode: 0 });
    }
    disk.remount('.', 'rw');
    expect((await render()).exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(made);
  });

  test('whose store alone can be written: the clips are kept, and bought once', async () => {
    const { disk, simulator, render } = await project();
    disk.remount('.', 'rw');
    disk.remount('.scenewright', 'rw');
    disk.remount('.', 'ro');
    const first = await render();
    expect(first.stderr).toMatch(/cannot write \S+takes.json: the file system is read-only/);
    expect(first.exitCode).toBe(5);
    disk.remount('.', 'rw');
    expect((await render()).exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(made);
  });

  test('whose folder for films is read-only: the next run cuts the film and buys nothing', async () => {
    const { disk, simulator, render } = await project();
    disk.remount('films', 'ro');
    const first = await render({}, '-o', 'films/new/雨夜.mp4');
    expect(first.stderr).toMatch(/cannot write \S+films\S+: the file system is read-only/);
    expect(first.exitCode).toBe(5);
    disk.remount('films', 'rw');
    expect((await render({}, '-o', 'films/new/雨夜.mp4')).exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(made);
  });
});
