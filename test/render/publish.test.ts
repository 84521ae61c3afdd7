/** Local videos on the way to the service: `scene render` with storage of one's own, over real HTTP. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import { startSimulator, type Simulator } from '../../src/seedance/simulator/server.ts';
import { bucket, startStorage, type TestStorage } from '../publish/support/storage.ts';
import { runScene, type CliResult } from '../support/cli.ts';
import { makeFolder } from './support/bench.ts';

const script = `episode "Flight"
  model: seedance-2.0-mini
  resolution: 480p

video @drone "the coast from above"
  file: refs/drone.mp4

scene coast
  shot on 4s extends @drone
    The camera goes on over the cliffs.
`;

async function project(s3?: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await makeFolder();
  await mkdir(join(folder, 'refs'));
  await runFfmpeg({
    inputs: [{ source: 'testsrc2=s=864x496:r=24:d=3', options: ['-f', 'lavfi'] }],
    options: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    format: 'mp4',
    output: join(folder, 'refs/drone.mp4'),
  });
  await writeFile(join(folder, 'flight.scene'), script);
  const settings = { ark: { pollSeconds: 0.1 }, ...(s3 ? { publish: { s3 } } : {}) };
  await writeFile(join(folder, 'scenewright.json'), JSON.stringify(settings));
  return folder;
}

function settingsOf(storage: TestStorage): Readonly<Record<string, unknown>> {
  return { endpoint: storage.endpoint, region: 'us-east-1', bucket, prefix: 'film' };
}

async function service(): Promise<Simulator> {
  const simulator = await startSimulator({ listsPerSecond: Infinity });
  onTestFinished(() => simulator.close());
  return simulator;
}

function renderAt(
  cwd: string,
  simulator: Simulator,
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  return runScene(['render', 'flight.scene', '--backend', 'ark', '--yes', '--format', 'json'], {
    cwd,
    env: { ARK_BASE_URL: simulator.url, ARK_API_KEY: simulator.apiKey, ...env },
  });
}

/** Every file below a folder, as text. */
async function textsIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

describe('a shot that extends a video of this machine', () => {
  test('is made from the link to where the video was published, which stands nowhere', async () => {
    const [storage, simulator] = [await startStorage(), await service()];
    const folder = await project(settingsOf(storage));
    const run = await renderAt(folder, simulator, storage.env);
    expect(run.stderr).not.toContain('cannot');
    expect(run.exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(1);
    // Looked for, sent, read back, and fetched by the service: all before it accepted the task.
    expect(storage.requests.map((line) => line.replace(/ \S+ /, ' '))).toEqual([
      ...['GET 404', 'PUT 200', 'GET 206', 'GET 200'],
    ]);
    expect(run.stdout).toContain('{"type":"publishing","files":1,');
    const seen = run.stdout + run.stderr + (await textsIn(folder));
    expect(seen).toContain('"submitted"');
    expect(seen).not.toContain('X-Amz-Signature');
    expect(seen).not.toContain(new URL(storage.endpoint).host + '/media');
    const again = await renderAt(folder, simulator);
    expect(again.exitCode).toBe(0);
    expect(simulator.bill()).toHaveLength(1);
    expect(storage.requests).toHaveLength(4);
  });

  test.each([
    { what: 'no storage is set', s3: false, env: {}, exit: 4, says: 'refs/drone.mp4' },
    {
      what: 'there is no key to it',
      s3: true,
      env: { HOME: '/nowhere' },
      exit: 2,
      says: 'there is no key to it',
    },
    {
      what: 'its key is wrong',
      s3: true,
      env: { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'nobody-may-see-this' },
      exit: 2,
      says: 'SignatureDoesNotMatch',
    },
  ])('is refused before anything is spent where $what', async ({ s3, env, exit, says }) => {
    const [storage, simulator] = [await startStorage(), await service()];
    const folder = await project(s3 ? settingsOf(storage) : undefined);
    const run = await renderAt(folder, simulator, env);
    expect(run.stderr).toContain(says);
    expect(run.exitCode).toBe(exit);
    expect(simulator.tasks()).toEqual([]);
    expect(run.stdout + run.stderr + (await textsIn(folder))).not.toContain('nobody-may-see-this');
  });
});
