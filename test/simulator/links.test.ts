import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { download } from '../../src/seedance/download.ts';
import type { SimulatorOptions } from '../../src/seedance/simulator/options.ts';
import { startBench } from './support/simulator.ts';

const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 31) % 251));

async function publishedLink(options: SimulatorOptions = {}): Promise<{
  readonly link: string;
  readonly folder: string;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, '片 段.MP4'), bytes);
  const { simulator } = await startBench({ concurrency: 0, ...options });
  return { link: await simulator.publish(join(folder, '片 段.MP4')), folder };
}

describe('a link', () => {
  it('gives the bytes, whole or a range of them', async () => {
    const { link } = await publishedLink();
    const whole = await fetch(link);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(bytes.equals(Buffer.from(await whole.arrayBuffer()))).toBe(true);
    const ranges: readonly [string, number, string | null, number][] = [
      ['bytes=0-9', 206, 'bytes 0-9/300000', 10],
      ['bytes=299990-', 206, 'bytes 299990-299999/300000', 10],
      ['bytes=-5', 206, 'bytes 299995-299999/300000', 5],
      ['bytes=299990-400000', 206, 'bytes 299990-299999/300000', 10],
      ['bytes=300000-', 416, 'bytes */300000', -1],
      ['pages=1-2', 200, null, 300_000],
    ];
    for (const [range, status, contentRange, length] of ranges) {
      const part = await fetch(link, { headers: { range } });
      expect([range, part.status, part.headers.get('content-range')]).toEqual([
        range,
        status,
        contentRange,
      ]);
      const got = Buffer.from(await part.arrayBuffer());
      if (length >= 0) expect(got.byteLength).toBe(length);
    }
  });

  it('runs out', async () => {
    let now = Date.UTC(2026, 10, 22);
    const { link, folder } = await publishedLink({ now: () => now });
    now += 86_399_000;
    expect((await fetch(link)).status).toBe(200);
    now += 1_000;
    expect((await fetch(link)).status).toBe(403);
    await expect(download(link, join(folder, 'a'))).rejects.toMatchObject({
      problem: 'link-expired',
    });
  });

  it('is refused with a key, as HEAD, without its query, and where it was tampered with', async () => {
    const { link } = await publishedLink();
    const status = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;
    expect(await status(link, { headers: { authorization: 'Bearer x' } })).toBe(400);
    expect(await status(link, { method: 'HEAD' })).toBe(403);
    expect(await status(link.split('?')[0] ?? '')).toBe(403);
    expect(await status(link.replace('X-Tos-Expires=86400', 'X-Tos-Expires=99999'))).toBe(403);
    expect(await status(link.replace(/\/storage\/[^?]+/u, '/storage/..%2Fsecret'))).toBe(403);
  });

  it('is given for a PUT, the same file twice being one object', async () => {
    const { simulator } = await startBench({ concurrency: 0 });
    const put = async () => {
      const response = await fetch(new URL('/simulator/files/%E7%89%87.mp4', simulator.url), {
        method: 'PUT',
        headers: { authorization: `Bearer ${simulator.apiKey}` },
        body: bytes,
      });
      return (await response.json()) as { url: string };
    };
    const [one, two] = [await put(), await put()];
    expect(new URL(one.url).pathname).toBe(new URL(two.url).pathname);
    expect(bytes.equals(Buffer.from(await (await fetch(one.url)).arrayBuffer()))).toBe(true);
  });
});

describe('a download that the simulator spoils', () => {
  it.each(['download-cut', 'download-unavailable', 'download-slow'] as const)(
    '%s',
    async (kind) => {
      const { link, folder } = await publishedLink({ faults: [{ kind, times: 3 }] });
      const path = join(folder, 'clip.part');
      const result = await download(link, path, { backoff: { baseMs: 1, capMs: 2 } });
      expect(result.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(bytes.equals(await readFile(path))).toBe(true);
    },
  );
});
