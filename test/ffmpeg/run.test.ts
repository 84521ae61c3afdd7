import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { demuxerOfBytes } from '../../src/ffmpeg/demuxer.ts';
import { childEnvironment } from '../../src/ffmpeg/environment.ts';
import { findTools, locateTools, neededFeatures } from '../../src/ffmpeg/locate.ts';
import { explainLog, framesOf, warningsOf } from '../../src/ffmpeg/log.ts';
import { probe } from '../../src/ffmpeg/probe.ts';
import { runFfmpeg, type FfmpegJob } from '../../src/ffmpeg/run.ts';
import { openStaging } from '../../src/ffmpeg/staging.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scene-ffmpeg-test-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const nastyNames = [
  "it's a “clip”.mp4",
  '-dash first.mp4',
  'a "quote" and \\ backslash.mp4',
  '100% %d %03d.mp4',
  '雨夜 来信，第七集.mp4',
  'semi;colon & [brackets] $HOME `x`.mp4',
  'two  blanks and a tab\there.mp4',
];

const pattern = (output: string, more: Partial<FfmpegJob> = {}): FfmpegJob => ({
  inputs: [
    { source: 'testsrc2=s=64x36:r=24:d=0.5', options: ['-f', 'lavfi'] },
    { source: 'sine=d=0.5:sample_rate=48000', options: ['-f', 'lavfi'] },
  ],
  options: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
  format: 'mp4',
  output,
  ...more,
});

describe('a job', () => {
  test.each(nastyNames)('writes, probes and reads %j', async (name) => {
    const output = join(folder, name);
    const run = await runFfmpeg(pattern(output));
    expect(run).toMatchObject({ warnings: [], frames: 12 });
    expect((await probe(output)).video).toMatchObject({ frames: 12, width: 64, height: 36 });

    const staging = await openStaging();
    const staged = await staging.stage(output);
    expect(staged).toMatch(/^[\w/.:\\-]+$/);
    expect(await staging.stage(output)).toBe(staged);
    const again = join(folder, `again ${name}`);
    await runFfmpeg({
      inputs: [{ source: staged, options: ['-f', 'mov'] }],
      options: ['-c', 'copy'],
      format: 'mp4',
      output: again,
    });
    expect((await probe(again)).video?.frames).toBe(12);
    await staging.remove();
    expect((await probe(output)).video?.frames).toBe(12);
  });

  test('that fails leaves nothing, and says why and with which command', async () => {
    const output = join(folder, 'failed.mp4');
    const job = pattern(output, { inputs: [{ source: join(folder, 'absent.mp4') }] });
    await expect(runFfmpeg(job)).rejects.toMatchObject({
      reason: 'ffmpeg-failed',
      message: expect.stringContaining('No such file or directory') as string,
      hint: expect.stringContaining('absent.mp4') as string,
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('failed'))).toEqual([]);
  });

  test('that fails leaves the old file as it was', async () => {
    const output = join(folder, 'old.mp4');
    await writeFile(output, 'old');
    await expect(
      runFfmpeg(pattern(output, { options: ['-c:v', 'no-such-codec'] })),
    ).rejects.toThrow();
    expect(await readFile(output, 'utf8')).toBe('old');
  });

  test('that is stopped is gone when the promise settles', async () => {
    const output = join(folder, 'stopped.mp4');
    const stop = new AbortController();
    const job = pattern(output, {
      inputs: [{ source: 'testsrc2=s=1280x720:r=24', options: ['-f', 'lavfi'] }],
      options: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'],
    });
    const running = runFfmpeg(job, {
      signal: stop.signal,
      onFrames: () => {
        stop.abort(new Error('enough'));
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect((await readdir(folder)).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });

  test('is not begun when it is stopped before', async () => {
    await expect(
      runFfmpeg(pattern(join(folder, 'never.mp4')), { signal: AbortSignal.abort(new Error('no')) }),
    ).rejects.toThrow('no');
  });

  test('hands no key on', () => {
    vi.stubEnv('ARK_API_KEY', 'secret');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    expect(JSON.stringify(childEnvironment())).not.toContain('secret');
    expect(childEnvironment()).toHaveProperty('PATH');
  });

  test.skipIf(process.platform === 'win32')(
    'gives the child that environment and no other',
    async () => {
      vi.stubEnv('ARK_API_KEY', 'secret');
      const real = (await locateTools()).ffmpeg;
      const spy = join(folder, 'spy.sh');
      await writeFile(spy, `#!/bin/sh\nenv > "${folder}/environment.txt"\nexec "${real}" "$@"\n`);
      await chmod(spy, 0o755);
      vi.stubEnv('FFMPEG_PATH', spy);
      vi.resetModules();
      const fresh = await import('../../src/ffmpeg/run.ts');
      await fresh.runFfmpeg(pattern(join(folder, 'spied.mp4')));
      const seen = await readFile(join(folder, 'environment.txt'), 'utf8');
      expect(seen).toContain('LC_ALL=C');
      expect(seen).not.toContain('secret');
    },
  );
});

describe('the tools', () => {
  test('have every feature that is needed', async () => {
    const tools = await findTools();
    for (const filter of neededFeatures.filters) expect(tools.features.filters).toContain(filter);
    expect(tools.version).toMatch(/^ffmpeg version/);
  });

  test('a path that was set is the only candidate', async () => {
    vi.stubEnv('FFMPEG_PATH', join(folder, 'nowhere'));
    await expect(findTools()).rejects.toMatchObject({
      reason: 'ffmpeg-missing',
      message: expect.stringContaining('nowhere') as string,
      hint: expect.stringContaining('FFMPEG_PATH') as string,
    });
  });

  test('a binary without the features does not serve, and the failure names them', async () => {
    const poor = join(folder, 'poor.sh');
    await writeFile(poor, '#!/bin/sh\necho " ... overlay VV->V x"\n');
    await chmod(poor, 0o755);
    vi.stubEnv('FFMPEG_PATH', poor);
    await expect(findTools()).rejects.toThrow(/it lacks scale, pad, /);
  });

  test('one from npm serves where PATH has none', async () => {
    vi.stubEnv('FFMPEG_PATH', '');
    vi.stubEnv('FFPROBE_PATH', '');
    vi.stubEnv('PATH', folder);
    expect((await findTools()).origin).toEqual({ ffmpeg: 'package', ffprobe: 'package' });
  });
});

describe('a medium', () => {
  test('is opened by its bytes and not its name', () => {
    const of = (text: string): string | undefined => demuxerOfBytes(Buffer.from(text, 'latin1'));
    expect(of('\0\0\0\x18ftypisom')).toBe('mov');
    expect(of('RIFF\0\0\0\0WAVE')).toBe('wav');
    expect(of('ID3\x04')).toBe('mp3');
    expect(of('\xff\xfb\x90')).toBe('mp3');
    expect(of('\xff\xd8\xff\xe0')).toBe('jpeg_pipe');
    expect(of('\x89PNG\r\n\x1a\n')).toBe('png_pipe');
    expect(of('#EXTM3U')).toBeUndefined();
    expect(of('')).toBeUndefined();
  });

  test('tells its frames, rate, order and sound', async () => {
    const output = join(folder, 'facts.mp4');
    const options = [...pattern('').options, '-bf', '2', '-g', '6', '-timecode', '10:00:00:12'];
    await runFfmpeg(pattern(output, { options }));
    const { video, audio } = await probe(output);
    expect(video).toMatchObject({
      codec: 'h264',
      pixelFormat: 'yuv420p',
      constantFrameRate: { numerator: 24, denominator: 1 },
      sampleAspectRatio: { numerator: 1, denominator: 1 },
      rotationDegrees: 0,
      frames: 12,
      discardedFrames: 0,
      timecode: '10:00:00:12',
    });
    expect(video?.packets.flatMap(({ isKeyframe, rank }) => (isKeyframe ? [rank] : []))).toEqual([
      0, 6,
    ]);
    expect(audio).toMatchObject({ codec: 'aac', sampleRate: 48_000, channels: 1 });
  });

  test('that is cut short or empty is named', async () => {
    const whole = join(folder, 'whole.mp4');
    await runFfmpeg(pattern(whole));
    const cut = join(folder, 'cut.mp4');
    await writeFile(cut, (await readFile(whole)).subarray(0, 600));
    await expect(probe(cut)).rejects.toMatchObject({ reason: 'clip-unusable' });
    await writeFile(cut, '');
    await expect(probe(cut)).rejects.toMatchObject({ reason: 'clip-unusable' });
    await expect(probe(join(folder, 'absent'))).rejects.toMatchObject({ reason: 'file-missing' });
  });
});

describe('a log', () => {
  test('tells progress, flaws and reasons apart', () => {
    expect(framesOf('frame=  120 fps= 33 q=23.0 size=     512kB')).toBe(120);
    expect(framesOf('Stream mapping:')).toBeUndefined();
    expect(
      warningsOf(['[mp4] Non-monotonous DTS in output stream 0:0', 'Stream #0:0: Video']),
    ).toHaveLength(1);
    expect(warningsOf(['Glyph 0x6765 not found, selecting one more font'])).toHaveLength(1);
    const log = ['Input #0, mov', '  Metadata:', 'x.mp4: Invalid data found when processing input'];
    expect(explainLog(log, new Error('exit 1'))).toBe(
      'x.mp4: Invalid data found when processing input',
    );
    expect(explainLog([], new Error('exit 1'))).toBe('exit 1');
  });
});
