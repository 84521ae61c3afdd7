/**
 * A render that found nothing to do says so again at once, and only while everything that the answer
 * was made from is as it was. A real film, cut by the real ffmpeg; then one thing after another changes.
 */
import {
  appendFile,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { renderCommand } from '../../src/cli/commands/render.ts';
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
  soundtrack: theme.mp3 -18dB
  cover: cover.png

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
  for (const [from, to] of [
    ['mara.png', 'mara.png'],
    ['bus.png', 'card.png'],
    ['stop.png', 'cover.png'],
    ['mara.mp3', 'theme.mp3'],
  ] as const) {
    await copyFile(join(media, from), join(folder, to));
  }
  await mkdir(join(folder, 'bin'));
  vi.stubEnv('PATH', `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`);
  await writeFile(join(folder, 'key'), 'a-key');
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

async function filmRecord(): Promise<string> {
  const scratch = join(folder, store, 'scratch/film');
  const names = await readdir(scratch);
  return join(scratch, names.find((name) => /^film-.*\.json$/.test(name)) ?? '');
}

/** One bit of its last byte. */
async function alter(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** Its bytes alone, as far as anybody can: the same length, and the old times. */
async function alterUnseen(path: string): Promise<void> {
  const { atime, mtime } = await stat(path);
  await alter(path);
  await utimes(path, atime, mtime);
}

async function linkTo(other: string, path: string): Promise<void> {
  await rm(path);
  await symlink(join(folder, other), path);
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
  {
    what: 'a project file that is gone',
    path: inFolder('scenewright.json'),
    change: (path) => rm(path),
  },
  { what: 'a picture that a shot is made from', path: inFolder('mara.png'), change: alter },
  { what: 'such a picture that is gone', path: inFolder('mara.png'), change: (path) => rm(path) },
  { what: 'such a picture by its bytes alone', path: inFolder('mara.png'), change: alterUnseen },
  {
    what: 'such a picture that is now a link',
    path: inFolder('mara.png'),
    change: (path) => linkTo('card.png', path),
  },
  { what: 'a picture of the cut', path: inFolder('card.png'), change: alter },
  { what: 'the music', path: inFolder('theme.mp3'), change: alter },
  { what: 'the cover', path: inFolder('cover.png'), change: alter },
  { what: 'which take is accepted', path: inStore('takes/ride.takes.json'), change: alter },
  {
    what: 'the journal',
    path: inStore('journal.jsonl'),
    change: (path) => appendFile(path, 'torn'),
  },
  { what: 'a clip that is gone', path: onlyClip, change: (path) => rm(path) },
  { what: 'a clip that was cut short', path: onlyClip, change: (path) => truncate(path, 9) },
  { what: 'a journal that is gone', path: inStore('journal.jsonl'), change: (path) => rm(path) },
  {
    what: 'accepted takes that are gone',
    path: inStore('takes/ride.takes.json'),
    change: (path) => rm(path),
  },
  { what: 'what the film was made from', path: filmRecord, change: alter },
  { what: 'a film that is gone', path: inFolder(film), change: (path) => rm(path) },
  { what: 'a film of other bytes', path: inFolder(film), change: alter },
  { what: 'a film of other bytes and the old times', path: inFolder(film), change: alterUnseen },
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
      await rm(file, { force: true });
      await rename(aside, file);
    }
  });

  // What nobody looked at is not there either: it would be looked at now.
  test.each(['ride.de.po', 'ride.de.srt', 'ride.en.vtt', 'bin/ffprobe'])(
    '%s that has come',
    async (name) => {
      await writeFile(join(folder, name), '');
      expect(await isSaidAgain()).toBe(false);
      await rm(join(folder, name));
    },
  );

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

  test.each(
    Object.entries({
      ARK_API_KEY: 'some-key',
      ARK_API_KEY_FILE: 'key',
      ARK_BASE_URL: 'http://127.0.0.1:9/api/v3',
      PATH: '/bin',
      FFMPEG_PATH: '/bin/ffmpeg',
      FFPROBE_PATH: '/bin/ffprobe',
      NO_COLOR: '1',
      FORCE_COLOR: '1',
      CI: 'true',
      TERM: 'dumb',
    }),
  )('another environment: %s', async (name, value) => {
    expect(await isSaidAgain([], { env: { [name]: value } })).toBe(false);
  });

  test('a file with the key that has changed, or is gone', async () => {
    const withKey = { env: { ARK_API_KEY_FILE: join(folder, 'key') } };
    await render([], withKey);
    expect(await isSaidAgain([], withKey)).toBe(true);
    await alter(join(folder, 'key'));
    expect(await isSaidAgain([], withKey)).toBe(false);
    await rm(join(folder, 'key'));
    expect(await isSaidAgain([], withKey)).toBe(false);
  });

  test.each([{ isTerminal: true }, { columns: 100 }])(
    'another place to say it: %j',
    async (more) => {
      expect(await isSaidAgain([], more)).toBe(false);
    },
  );

  const words: Readonly<Record<string, readonly string[]>> = {
    '--output': ['other.mp4'],
    '--backend': ['simulator', 'ark'],
    '--concurrency': ['2'],
    '--budget': ['80CNY', '80USD'],
    '--select': ['bus.board'],
    '--stale': ['keep', 'render'],
    '--allow-gaps': [],
    '--yes': [],
    '--format': ['json'],
  };

  test.each(renderCommand(() => Promise.resolve()).options)(
    'other words on the command line: $long',
    async ({ long = '' }) => {
      const values = words[long];
      if (!values) throw new Error(`what is an example of ${long}?`);
      for (const value of values.length > 0 ? values : [[]]) {
        expect({ value, said: await isSaidAgain([long, value].flat()) }).toMatchObject({
          said: false,
        });
      }
    },
  );
});

test('no clock is asked: what was said is said again in ten years, and ten years ago', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  for (const year of [2016, 2036]) {
    vi.setSystemTime(new Date(`${year}-11-22T08:00:00Z`));
    expect(await isSaidAgain()).toBe(true);
  }
  vi.useRealTimers();
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
