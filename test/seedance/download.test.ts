import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { download, type DownloadOptions } from '../../src/seedance/download.ts';
import {
  deadOrigin,
  reply,
  scriptedServer,
  writeAndCut,
  type Received,
} from './support/scripted-server.ts';

const whole = 'The rain wrote on the window what she could not.';
const sha256 = createHash('sha256').update(whole).digest('hex');
const fast: DownloadOptions = { backoff: { baseMs: 1, capMs: 1 } };
const once: DownloadOptions = { backoff: { tries: 1 } };

async function target(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'scenewright-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, '一 % clip.mp4.part');
}

function startOf(request: Received): number | undefined {
  const match = /^range: bytes=(\d+)-\r?$/imu.exec(request.head);
  return match ? Number(match[1]) : undefined;
}

/** Answers with what is asked for; `most` bytes of it, then cut off. */
function store(options: { readonly most?: (nth: number) => number; readonly etag?: string }) {
  return scriptedServer((socket, request, nth) => {
    const start = startOf(request) ?? 0;
    const part = whole.slice(start);
    const range =
      start > 0 ? `content-range: bytes ${start}-${whole.length - 1}/${whole.length}\r\n` : '';
    const etag = options.etag === undefined ? '' : `etag: "${options.etag}"\r\n`;
    writeAndCut(
      socket,
      `HTTP/1.1 ${start > 0 ? 206 : 200} OK\r\ncontent-length: ${part.length}\r\n${range}${etag}\r\n` +
        part.slice(0, options.most?.(nth) ?? Infinity),
    );
  });
}

describe('a download', () => {
  it('brings the bytes, their length and their hash', async () => {
    const server = await store({});
    const path = await target();
    const result = await download(`${server.origin}/a.mp4?X-Signature=%2Fa%2B&b=c`, path);
    expect(result).toMatchObject({ bytes: whole.length, sha256 });
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  it('sends the link as it came: its query, GET, and no key', async () => {
    const server = await store({});
    await download(`${server.origin}/a.mp4?X-Signature=%2Fa%2B&b=c`, await target());
    expect(server.received).toHaveLength(1);
    const head = server.received[0]?.head ?? '';
    expect(head).toMatch(/^GET \/a\.mp4\?X-Signature=%2Fa%2B&b=c HTTP/u);
    expect(head).not.toMatch(/authorization/iu);
  });

  it('begins anew where the machine was started since: a power cut leaves holes', async () => {
    const server = await store({});
    const path = await target();
    await writeFile(path, whole.slice(0, 20).replace('rain', '\0\0\0\0'));
    await utimes(path, new Date(0), new Date(0));
    expect(await download(`${server.origin}/a`, path)).toMatchObject({ sha256 });
    expect(server.received.map(startOf)).toEqual([undefined]);
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  it('goes on where the connection broke', async () => {
    const server = await store({ most: () => 11, etag: 'e' });
    const path = await target();
    expect(await download(`${server.origin}/a`, path, fast)).toMatchObject({ sha256 });
    expect(server.received.map(startOf)).toEqual([undefined, 11, 22, 33, 44]);
    expect(server.received[1]?.head).toMatch(/^if-range: "e"\r?$/imu);
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  it('keeps what came when it gives up, and goes on from there when called again', async () => {
    const path = await target();
    const broken = await store({ most: () => 20 });
    await expect(download(`${broken.origin}/a`, path, once)).rejects.toMatchObject({
      problem: 'incomplete',
    });
    expect(await readFile(path, 'utf8')).toBe(whole.slice(0, 20));
    const server = await store({});
    expect(await download(`${server.origin}/a`, path)).toMatchObject({ sha256 });
    expect(server.received.map(startOf)).toEqual([20]);
  });

  it('asks for nothing more where the file is whole already', async () => {
    const path = await target();
    await writeFile(path, whole);
    const server = await scriptedServer((socket) =>
      reply(socket, 416, '', { 'content-range': `bytes */${whole.length}` }),
    );
    expect(await download(`${server.origin}/a`, path)).toMatchObject({ sha256 });
  });

  it('begins anew where the file holds more than there is', async () => {
    const path = await target();
    await writeFile(path, `${whole}, and more`);
    const server = await scriptedServer((socket, request) =>
      startOf(request) === undefined
        ? reply(socket, 200, whole)
        : reply(socket, 416, '', { 'content-range': `bytes */${whole.length}` }),
    );
    expect(await download(`${server.origin}/a`, path, fast)).toMatchObject({ sha256 });
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  it('begins anew where the store has no ranges', async () => {
    const path = await target();
    await writeFile(path, 'something');
    const server = await scriptedServer((socket) => reply(socket, 200, whole));
    expect(await download(`${server.origin}/a`, path)).toMatchObject({ sha256 });
  });

  it('begins anew where another object lies behind the link', async () => {
    const path = await target();
    const server = await scriptedServer((socket, request, nth) => {
      const start = startOf(request);
      const first = nth === 1;
      const status = start === undefined ? 200 : 206;
      const part = whole.slice(start ?? 0);
      writeAndCut(
        socket,
        `HTTP/1.1 ${status} OK\r\ncontent-length: ${part.length}\r\netag: "${first ? 'a' : 'b'}"\r\n` +
          (start === undefined
            ? ''
            : `content-range: bytes ${start}-${whole.length - 1}/${whole.length}\r\n`) +
          `\r\n${first ? part.slice(0, 9) : part}`,
      );
    });
    expect(await download(`${server.origin}/a`, path, fast)).toMatchObject({ sha256 });
    expect(server.received.map(startOf)).toEqual([undefined, 9, undefined]);
  });

  it('begins anew where the answer continues from another place than asked for', async () => {
    const path = await target();
    await writeFile(path, whole.slice(0, 10));
    const server = await scriptedServer((socket, request) => {
      if (startOf(request) === undefined) reply(socket, 200, whole);
      else reply(socket, 206, whole.slice(5), { 'content-range': `bytes 5-47/${whole.length}` });
    });
    expect(await download(`${server.origin}/a`, path, fast)).toMatchObject({ sha256 });
  });

  it('follows a redirect, for nothing that it sends is secret', async () => {
    const behind = await store({});
    const server = await scriptedServer((socket) =>
      reply(socket, 302, '', { location: `${behind.origin}/b` }),
    );
    expect(await download(`${server.origin}/a`, await target())).toMatchObject({ sha256 });
  });

  it('reports the bytes as they come', async () => {
    const server = await store({});
    const seen: (number | undefined)[] = [];
    await download(`${server.origin}/a`, await target(), {
      onProgress: (bytes, total) => seen.push(bytes, total),
    });
    expect(seen.slice(-2)).toEqual([whole.length, whole.length]);
  });
});

describe('a download that cannot be', () => {
  it.each([
    [403, 'link-expired'],
    [404, 'refused'],
    [400, 'refused'],
    [503, 'unreachable'],
  ])('HTTP %i: %s', async (status, problem) => {
    const server = await scriptedServer((socket) => reply(socket, status, '<Error/>'));
    const work = download(`${server.origin}/a?secret=1`, await target(), once);
    await expect(work).rejects.toMatchObject({ problem, status });
    await expect(work).rejects.not.toThrow('secret');
  });

  it('where nothing listens', async () => {
    const work = download(`${await deadOrigin()}/a?secret=1`, await target(), once);
    await expect(work).rejects.toMatchObject({ problem: 'unreachable' });
    await expect(work).rejects.not.toThrow('secret');
  });

  it('where more is announced than may be', async () => {
    const server = await store({});
    const work = download(`${server.origin}/a`, await target(), { maxBytes: 10 });
    await expect(work).rejects.toMatchObject({ problem: 'too-large' });
  });

  it('where nothing comes at all', async () => {
    const server = await scriptedServer((socket) => reply(socket, 200, ''));
    const work = download(`${server.origin}/a`, await target(), once);
    await expect(work).rejects.toMatchObject({ problem: 'incomplete' });
  });

  it('where the store falls silent', async () => {
    const server = await scriptedServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 48\r\n\r\nThe rain');
    });
    const path = await target();
    const work = download(`${server.origin}/a`, path, { ...once, idleTimeoutMs: 1_500 });
    await expect(work).rejects.toMatchObject({ problem: 'incomplete' });
    expect(await readFile(path, 'utf8')).toBe('The rain');
  });

  it('where it is interrupted', async () => {
    const stop = new AbortController();
    const server = await scriptedServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 48\r\n\r\nThe rain');
      setTimeout(() => stop.abort(new Error('Ctrl-C')), 20);
    });
    const work = download(`${server.origin}/a`, await target(), { signal: stop.signal });
    await expect(work).rejects.toThrow('Ctrl-C');
  });

  it('where the disk does not take it', async () => {
    const server = await store({});
    const work = download(`${server.origin}/a`, join(await target(), 'no-folder'));
    await expect(work).rejects.toMatchObject({ reason: 'disk-trouble' });
    expect(server.received).toHaveLength(0);
  });

  it('over plain http from elsewhere', async () => {
    const work = download('http://clips.example/a?secret=1', await target());
    await expect(work).rejects.toMatchObject({ reason: 'configuration' });
    await expect(work).rejects.not.toThrow('secret');
  });
});
