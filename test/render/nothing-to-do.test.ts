/**
 * A render that found nothing to do says so again at once, and only while everything that the answer
 * was made from is as it was. A real film, cut by the real ffmpeg; then one thing after another changes.
 */
import {
  appendFile,
  copyFile,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileSystemHost } from '../../src/cli/host.ts';
import { findTools } from '../../src/ffmpeg/locate.ts';
import type { Host } from '../../src/source/host.ts';
import { runScene, type CliResult, type CliSurroundings } from '../support/cli.ts';

const people = `character @mara "Mara"
  look: a night nurse
  image: mara.png
`;
const script = `import "people.scene"

episode "Ride"
  model: seedance-2.0-mini
  resolution: 480p

scene bus
  shot board 4s
    @mara climbs on.

  still card.png 1s
`;
const media = 'examples/night-bus/media';
const film = 'ride.simulated.mp4';
const store = '.scenewright/simulator';

let folder = '';
let ffmpeg = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenewright-'));
  ffmpeg = (await findTools()).ffmpeg;
  await symlink(ffmpeg, join(folder, 'ffmpeg'));
  vi.stubEnv('FFMPEG_PATH', join(folder, 'ffmpeg'));
  await writeFile(join(folder, 'scenewright.json'), '{"backend":"simulator"}');
  await writeFile(join(folder, 'people.scene'), people);
  await writeFile(join(folder, 'ride.scene'), script);
  for (const name of ['mara', 'bus']) {
    await copyFile(join(media, `${name}.png`), join(folder, `${name}.png`));
  }
  await rename(join(folder, 'bus.png'), join(folder, 'card.png'));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  // Made, found to need nothing, and said again: whatever the case before has left.
  for (let runs = 0; !(await isSaidAgain()); runs += 1) {
    expect(runs).toBeLessThan(4);
    expect((await render()).stderr).toContain('Done.');
  }
});

function render(
  words: readonly string[] = [],
  more: Partial<CliSurroundings> = {},
): Promise<CliResult> {
  return runScene(['render', 'ride.scene', ...words], { cwd: folder, ...more });
}

/** The compiler finds no script, so that only what is remembered can end well. */
const blind: Host = {
  ...fileSystemHost,
  readFile: (path) =>
    path.endsWith('.scene')
      ? Promise.resolve({ ok: false, problem: 'unreadable', detail: 'nobody may look' })
      : fileSystemHost.readFile(path),
};

async function isSaidAgain(
  words: readonly string[] = [],
  more: Partial<CliSurroundings> = {},
): Promise<boolean> {
  return (await render(words, { ...more, host: blind })).exitCode === 0;
}

describe('what is said again', () => {
  test.each([
    ['for a log', ['--format', 'human'], {}],
    ['for a program', ['--format', 'json'], {}],
    ['on a terminal', ['--format', 'human'], { isTerminal: true }],
    ['in colour', ['--format', 'human', '--color'], {}],
  ])('is to the byte what was said: %s', async (_, words, more) => {
    // As another build, nothing is remembered yet: the whole way.
    const build = { ...more, program: join(folder, 'ride.scene') };
    expect(await isSaidAgain(words, build)).toBe(false);
    const whole = await render(words, build);
    expect(await render(words, { ...build, host: blind })).toEqual(whole);
    expect(whole.stdout).toContain(film);
  });

  test('is not said while a run holds the lock', async () => {
    const lock = join(folder, '.scenewright/lock');
    await writeFile(lock, '{}');
    expect(await isSaidAgain()).toBe(false);
    await rm(lock);
    expect(await isSaidAgain()).toBe(true);
  });

  test('is not said from a memory that a crash has torn', async () => {
    const memories = join(folder, '.scenewright/nothing-to-do');
    const [name = ''] = await readdir(memories);
    await truncate(join(memories, name), 1000);
    expect(await isSaidAgain()).toBe(false);
  });
});

const inStore = (name: string) => (): string => join(folder, store, name);
const inFolder = (name: string) => (): string => join(folder, name);

async function onlyClip(): Promise<string> {
  const names = await readdir(join(folder, store, 'clips'), { recursive: true });
  return join(folder, store, 'clips', names.find((name) => name.endsWith('.mp4')) ?? '');
}

/** One bit of its last byte. */
async function alter(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(path, bytes);
}

interface Change {
  readonly what: string;
  readonly path: () => string | Promise<string>;
  readonly change: (path: string) => Promise<unknown>;
}

const changes: readonly Change[] = [
  { what: 'the script', path: inFolder('ride.scene'), change: alter },
  { what: 'a script that it imports', path: inFolder('people.scene'), change: alter },
  {
    what: 'the project file',
    path: inFolder('scenewright.json'),
    change: (path) => appendFile(path, '\n'),
  },
  { what: 'a picture that a shot is made from', path: inFolder('mara.png'), change: alter },
  { what: 'a picture of the cut', path: inFolder('card.png'), change: alter },
  { what: 'which take is accepted', path: inStore('takes/ride.takes.json'), change: alter },
  {
    what: 'the journal',
    path: inStore('journal.jsonl'),
    change: (path) => appendFile(path, 'torn'),
  },
  { what: 'a clip that is gone', path: onlyClip, change: (path) => rm(path) },
  { what: 'a clip that was cut short', path: onlyClip, change: (path) => truncate(path, 9) },
  { what: 'a film that is gone', path: inFolder(film), change: (path) => rm(path) },
  { what: 'a film of other bytes', path: inFolder(film), change: alter },
  { what: 'a film that was touched', path: inFolder(film), change: (path) => utimes(path, 0, 0) },
];

describe('the whole way is gone for', () => {
  test.each(changes)('$what', async ({ path, change }) => {
    const file = await path();
    const aside = `${folder}.aside`;
    await copyFile(file, aside);
    try {
      await change(file);
      expect(await isSaidAgain()).toBe(false);
    } finally {
      await copyFile(aside, file);
      await rm(aside);
    }
  });

  test('a translation that has come', async () => {
    const file = join(folder, 'ride.de.po');
    await writeFile(file, '');
    expect(await isSaidAgain()).toBe(false);
    await rm(file);
  });

  test('another ffmpeg, with which the film is cut anew', async () => {
    const link = join(folder, 'ffmpeg');
    await rm(link);
    await writeFile(link, `#!/bin/sh\nexec '${ffmpeg}' "$@"\n`, { mode: 0o755 });
    expect(await isSaidAgain()).toBe(false);
    expect((await render()).stderr).toContain('Cutting the film');
  });

  test('another build of this program', async () => {
    expect(await isSaidAgain([], { program: join(folder, 'ride.scene') })).toBe(false);
  });

  test('a key that has come', async () => {
    expect(await isSaidAgain([], { env: { ARK_API_KEY: 'some-key' } })).toBe(false);
  });

  test.each([['--output', 'other.mp4'], ['--stale', 'render'], ['--format', 'json'], ['--yes']])(
    'other words on the command line: %s %s',
    async (...words) => {
      expect(await isSaidAgain(words)).toBe(false);
    },
  );
});

describe('what is not remembered', () => {
  test('a run that has done something', async () => {
    await rm(join(folder, film));
    expect((await render()).stderr).toContain('Cutting the film');
    expect(await isSaidAgain()).toBe(false);
  });

  test('no key, and nothing that was made from it', async () => {
    const key = 'a-key-that-nobody-may-see';
    await render([], { env: { ARK_API_KEY: key } });
    const memories = join(folder, '.scenewright/nothing-to-do');
    for (const name of await readdir(memories)) {
      expect(await readFile(join(memories, name), 'utf8')).not.toContain(key);
    }
  });
});
