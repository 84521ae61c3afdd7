/**
 * The media of a plan that somebody has edited: whatever the compiler would have seen to is seen to
 * again before anything is bought.
 */
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/failure.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { LocalFile } from '../../src/publish/publisher.ts';
import type { Service } from '../../src/render/service.ts';
import { mp4Bytes, pngBytes, wavBytes } from '../support/media-bytes.ts';
import { makeFolder, renderIn } from './support/bench.ts';
import { planOf, taskOf } from './support/plans.ts';
import { openServiceDouble } from './support/service-double.ts';

const png = pngBytes({ width: 640, height: 640 });
/** Half a megabyte that would unfold to half a gigabyte. */
const bomb = pngBytes({ width: 60_000, height: 60_000 });

async function projectWith(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const root = join(await makeFolder(), 'project');
  await mkdir(root);
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), bytes);
  }
  return root;
}

async function refusalOf(root: string, plan: Plan): Promise<Failure> {
  const service = openServiceDouble();
  const end = await renderIn(root, plan, service).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(service.bill.length).toBe(0);
  if (end instanceof Failure) return end;
  throw new Error('it was not refused', { cause: end });
}

const withImage = (url: string): Plan => planOf([{ id: 's.a', images: [url] }]);

describe('a file that a plan names', () => {
  test.each([
    ['file:../secret.png', 'it lies outside of the project'],
    ['file:refs/../../secret.png', 'it lies outside of the project'],
    ['file:refs/link.png', 'it lies outside of the project'],
    ['file:folder-link/secret.png', 'it lies outside of the project'],
    ['file:refs', 'it is no regular file'],
    ['file:refs/gone.png', 'there is no such file'],
    ['file:/etc/hostname', 'there is no such file'],
    ['file:refs/circle.png', 'its links lead in a circle'],
    ['file:refs/notes.png', 'it is no picture, by its bytes'],
    ['file:refs/film.png', 'it is no picture but a video (mp4), by its bytes'],
    ['file:refs/web.png', 'it is no picture that can be used (its bytes are WebM or Matroska)'],
    ['file:refs/bomb.png', 'it has 60000 × 60000 pixels; a side may have 300 to 6000'],
    ['file:refs/damaged.png', /^it is damaged: /],
    ['file:refs/large.png', 'it has 30.0 MB; the service takes 30.0 MB'],
  ])('%s: %s', async (url, says) => {
    const root = await projectWith({
      '../secret.png': png,
      'refs/notes.png': 'only words',
      'refs/film.png': mp4Bytes({ width: 1280, height: 720, seconds: 5, framesPerSecond: 24 }),
      'refs/web.png': Buffer.from('1a45dfa3', 'hex'),
      'refs/bomb.png': bomb,
      'refs/damaged.png': png.subarray(0, 12),
      'refs/large.png': png,
    });
    await truncate(join(root, 'refs/large.png'), 30_000_000);
    await symlink('../../secret.png', join(root, 'refs/link.png'));
    await symlink('..', join(root, 'folder-link'));
    await symlink('circle.png', join(root, 'refs/circle.png'));
    const failure = await refusalOf(root, withImage(url));
    expect(failure.reason).toBe('file-missing');
    const [, line = ''] = failure.message.split('\n');
    const [name, problem] = line.trim().split(/: (.*)/s);
    expect(name).toBe(url.slice('file:'.length));
    expect(problem).toMatch(says);
  });

  test('a link inside of the project is followed', async () => {
    const root = await projectWith({ 'refs/a.png': png });
    await symlink('a.png', join(root, 'refs/b.png'));
    const service = openServiceDouble();
    await renderIn(root, withImage('file:refs/b.png'), service);
    expect(service.bill[0]?.body).toContain('data:image/png;base64,');
  });

  test('pictures that are cut into the film are not unfolded without end', async () => {
    const root = await projectWith({ 'bomb.png': bomb });
    const plan = planOf([{ id: 's.a' }]);
    const still = { kind: 'still', url: 'file:bomb.png', durationSeconds: 1, scene: 's' } as const;
    const failure = await refusalOf(root, { ...plan, cut: [still] });
    expect(failure.message).toContain(
      'bomb.png: it has 60000 × 60000 pixels; at most 100 million in all are read',
    );
  });

  test('a body that is too large is refused with each file and its size', async () => {
    const root = await projectWith({
      'a.png': png,
      'b.png': png,
      'c.wav': wavBytes({ seconds: 3 }),
    });
    await truncate(join(root, 'a.png'), 24_000_000);
    await truncate(join(root, 'b.png'), 26_000_000);
    const task = taskOf({ id: 's.a', images: ['file:a.png', 'file:b.png'] });
    const sound = {
      type: 'audio_url',
      audio_url: { url: 'file:c.wav' },
      role: 'reference_audio',
    } as const;
    const request = { ...task.request, content: [...task.request.content, sound] };
    const failure = await refusalOf(root, { ...planOf([]), tasks: [{ ...task, request }] });
    expect(failure.message).toMatch(
      /^the request of s\.a has 6\d\.\d MB with its pictures and sounds; the service takes 64 MB\n {2}b\.png: 26\.0 MB\n {2}a\.png: 24\.0 MB\n {2}c\.wav: 0\.\d MB$/,
    );
  });
});

describe('a clip that another shot builds on', () => {
  const chain = planOf([{ id: 's.a' }, { id: 's.b', extends: ['s.a'] }]);
  const first = { ...chain, tasks: chain.tasks.slice(0, 1), cut: [] };

  async function bodyOfSecond(change: (double: Service) => Partial<Service>): Promise<{
    readonly body: string | undefined;
    readonly published: readonly LocalFile[];
  }> {
    const root = await projectWith({});
    const service = openServiceDouble();
    const published: LocalFile[] = [];
    const publisher: Service['publisher'] = {
      publish(file) {
        published.push(file);
        return Promise.resolve(`https://storage.test/${file.sha256}${file.extension}`);
      },
      close: () => Promise.resolve(),
    };
    await renderIn(root, first, service);
    await renderIn(root, chain, { ...service, publisher, ...change(service) });
    return { body: service.bill[1]?.body, published };
  }

  test('is given by its own link while that lives: it keeps the trust in faces', async () => {
    const { body, published } = await bodyOfSecond(() => ({}));
    expect(body).toContain('https://clips.test/cgt-1.mp4');
    expect(published).toEqual([]);
  });

  test('is published, as it came, once the service has it no longer', async () => {
    const { body, published } = await bodyOfSecond((double) => ({
      get: (id) => (id === 'cgt-1' ? Promise.resolve(undefined) : double.get(id)),
    }));
    expect(body).toMatch(/https:\/\/storage\.test\/[0-9a-f]{64}\.mp4/);
    expect(new Set(published.map((file) => file.bytes))).toEqual(new Set(['cgt-1'.length]));
  });
});
