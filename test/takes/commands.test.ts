/** `scene takes` and `scene explain SHOT` as a person uses them, on clips that the double has made. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../render/support/bench.ts';
import { openServiceDouble, type ServiceDouble } from '../render/support/service-double.ts';
import { openStudio, scriptName, type Studio } from './support/studio.ts';

const script = `episode "雨夜"
  model: seedance-2.0-mini
  resolution: 480p

scene 雨夜
  shot 门 4s
    camera: 中景，平视
    雨水从伞沿滴落。

  shot 灯 4s continues 门
    灯亮了。
`;
const changed = script.replace('中景，平视', '特写，俯视');

async function made(text = script): Promise<{ studio: Studio; service: ServiceDouble }> {
  const studio = openStudio(await makeFolder());
  const service = openServiceDouble();
  await studio.write(text);
  await studio.make(service);
  return { studio, service };
}

const withoutTimes = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'YYYY-MM-DD HH:MM');

async function states(studio: Studio): Promise<readonly string[]> {
  const { stdout } = await studio.scene('plan', scriptName, '--format', 'json');
  const { shots } = JSON.parse(stdout) as {
    readonly shots: readonly { readonly task: string; readonly state: string }[];
  };
  return shots.map(({ task, state }) => `${task} ${state}`);
}

describe('takes', () => {
  test('are listed, the newer one accepted, and the older one can be picked', async () => {
    const { studio, service } = await made();
    await studio.write(changed);
    await studio.make(service);
    const list = await studio.scene('takes', 'list', '雨夜.门');
    expect(withoutTimes(list.stdout)).toBe(
      [
        '雨夜.门',
        '     1  YYYY-MM-DD HH:MM UTC    0.03 CNY  the script has changed since',
        '  ●  2  YYYY-MM-DD HH:MM UTC    0.03 CNY  accepted, as the script is',
        '',
      ].join('\n'),
    );
    // The words of the first take are those of the script no more: picked, it is still changed.
    const picked = await studio.scene('takes', 'pick', '雨夜.门', '1');
    expect(picked.exitCode).toBe(0);
    expect(picked.stderr).toContain('`scene takes pin 雨夜.门 1` uses it whatever the script says');
    expect((await studio.scene('takes', 'list', '雨夜.门')).stdout).toBe(list.stdout);
    await studio.write(script);
    expect(await states(studio)).toEqual(['雨夜.门 kept', '雨夜.灯 kept']);
  });

  test('a pinned one stays, and another cannot be picked over it', async () => {
    const { studio, service } = await made();
    expect((await studio.scene('takes', 'pin', '雨夜.门')).exitCode).toBe(0);
    await studio.write(changed);
    await studio.make(service);
    expect(service.bill).toHaveLength(2);
    const over = await studio.scene('takes', 'pick', '雨夜.门', '1');
    expect(over.exitCode).toBe(2);
    expect(over.stderr).toContain('雨夜.门 is pinned');
    expect((await studio.scene('takes', 'unpin', '雨夜.门')).exitCode).toBe(0);
    await studio.make(service);
    expect(service.bill.map(({ task }) => task)).toEqual(['雨夜.门', '雨夜.灯', '雨夜.门']);
  });

  test('a pinned one that is not in the store is not bought again', async () => {
    const { studio, service } = await made();
    await studio.scene('takes', 'pin', '雨夜.门');
    await rm(join(studio.folder, '.scenewright/simulator/clips'), { recursive: true });
    await rm(join(studio.folder, '.scenewright/simulator/journal.jsonl'));
    const forgetful = openServiceDouble();
    await expect(studio.make(forgetful)).rejects.toMatchObject({ reason: 'configuration' });
    expect(forgetful.bill).toEqual([]);
    await studio.make(service);
    expect(service.bill).toHaveLength(2);
    expect(await states(studio)).toEqual(['雨夜.门 kept', '雨夜.灯 kept']);
  });

  test('a renamed shot keeps its take, and the old name has none any more', async () => {
    const { studio, service } = await made();
    await studio.write(script.replaceAll('门', '入口'));
    expect(await states(studio)).toEqual(['雨夜.入口 new', '雨夜.灯 stale']);
    expect((await studio.scene('takes', 'move', '雨夜.门', '雨夜.入口')).exitCode).toBe(0);
    expect(await states(studio)).toEqual(['雨夜.入口 kept', '雨夜.灯 kept']);
    await studio.make(service);
    await studio.write(`${script.replaceAll('门', '入口')}
  shot 门 4s
    camera: 中景，平视
    雨水从伞沿滴落。
`);
    expect(await states(studio)).toContain('雨夜.门 new');
  });

  test('are written down in bytes that do not change from run to run', async () => {
    const { studio, service } = await made();
    const file = join(studio.folder, '.scenewright/simulator/takes/film.takes.json');
    const before = await readFile(file, 'utf8');
    await studio.make(service);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(before).not.toContain(studio.folder);
  });

  test('of bought clips stand beside the script', async () => {
    const studio = openStudio(await makeFolder());
    await studio.write(script);
    await studio.make({ ...openServiceDouble(), origin: 'ark' });
    expect(await readFile(join(studio.folder, 'film.takes.json'), 'utf8')).toContain('"雨夜.门"');
  });

  test('a shot that is not there is told with those that are', async () => {
    const { studio } = await made();
    const { exitCode, stderr } = await studio.scene(
      'takes',
      'list',
      '雨夜.窗',
      '--script',
      scriptName,
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('雨夜.门, 雨夜.灯');
  });
});

describe('why', () => {
  test('a changed shot would be made again, field by field', async () => {
    const { studio } = await made();
    await studio.write(changed);
    const { stdout } = await studio.scene('explain', '雨夜.门');
    expect(withoutTimes(stdout))
      .toBe(`雨夜.门 has changed since its take of YYYY-MM-DD HH:MM UTC. It would be made
for 0.94 CNY, were it real.

film.scene:7  camera
  was  中景，平视
  now  特写，俯视
`);
  });

  test('what it has from outside, each with the line that says it, in whichever file', async () => {
    const lin = `character @lin "林夏"\n  look: 短发\n  variant coat "风衣"\n    look: 米色风衣\n`;
    const shared = `series "归来"\n  ratio: 9:16\n  style: 水墨\n\n${lin}`;
    const inherited = `import "cast.scene"\n\n${script}`.replace(
      '雨水从',
      '@lin.coat 推门，雨水从',
    );
    const studio = openStudio(await makeFolder());
    const cast = join(studio.folder, 'cast.scene');
    await writeFile(cast, shared);
    await studio.write(inherited);
    const service = openServiceDouble();
    await studio.make(service);
    const recast = shared.replace('短发', '长发').replace('米色', '黑色');
    await writeFile(cast, recast.replace('9:16', '1:1').replace('水墨', '油画'));
    await studio.write(
      inherited
        .replace('  resolution: 480p\n', '')
        .replace('scene 雨夜\n', 'scene 雨夜\n  light: 霓虹\n'),
    );
    const { stdout } = await studio.scene('explain', '雨夜.门');
    expect(stdout.slice(stdout.indexOf('\n\n'))).toBe(`

resolution (the default)
  was  480p
  now  720p

cast.scene:2  ratio (from the series)
  was  9:16
  now  1:1

cast.scene:3  style (from the series)
  was  水墨
  now  油画

cast.scene:6  @lin.coat
  was  林夏: 短发
  now  林夏: 长发

cast.scene:8  @lin.coat
  was  米色风衣
  now  黑色风衣

film.scene:7  light
  was  –
  now  霓虹
`);
  });

  test('a stale one stays', async () => {
    const { studio, service } = await made();
    await studio.write(changed);
    await studio.make(service);
    const { stdout } = await studio.scene('explain', '雨夜.灯');
    expect(stdout.replaceAll('\n', ' ')).toContain('builds on an older clip of 雨夜.门');
    expect(service.bill).toHaveLength(3);
  });
});

test('a takes file that a merge left both sides in is refused with the line, and nothing is planned', async () => {
  const { studio } = await made();
  const path = join(studio.folder, '.scenewright/simulator/takes/film.takes.json');
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [...lines.slice(0, 4), '<<<<<<< HEAD', ...lines.slice(4)].join('\n'));
  const { exitCode, stderr } = await studio.scene('plan', scriptName);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('film.takes.json, line 5: a merge left both sides here');
});
