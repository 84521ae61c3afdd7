import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/failure.ts';
import { chooseBackend } from '../../src/project/backend.ts';
import { parseMoney } from '../../src/project/money.ts';
import { findProject } from '../../src/project/project.ts';
import { memoryHost } from '../support/memory-host.ts';

async function settingsOf(text: string) {
  const host = memoryHost({ 'scenewright.json': text });
  return (await findProject(host, '/project')).settings;
}

async function complaintOf(text: string): Promise<string> {
  const error: unknown = await settingsOf(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw new Error('this file was taken for right');
  expect(error.exitCode).toBe(2);
  return error.message;
}

describe('the project is found', () => {
  test('upward from a folder', async () => {
    const host = memoryHost({ 'scenewright.json': '{}', 'season/one/a.scene': '' });
    const project = await findProject(host, '/project/season/one');
    expect(project).toEqual({ root: '/project', file: '/project/scenewright.json', settings: {} });
  });

  test('to be the folder itself where there is no file', async () => {
    const host = memoryHost({ 'season/a.scene': '' });
    expect(await findProject(host, '/project/season')).toEqual({
      root: '/project/season',
      settings: {},
    });
  });

  test('behind a link, with the link resolved', async () => {
    const host = memoryHost(
      { 'real/scenewright.json': '{}', 'real/a.scene': '' },
      { links: { '/project/link': '/project/real' } },
    );
    expect((await findProject(host, '/project/link')).root).toBe('/project/real');
  });
});

describe('the project file', () => {
  test('may hold every part at once', async () => {
    const settings = await settingsOf(
      JSON.stringify({
        backend: 'ark',
        ark: {
          region: 'intl',
          baseUrl: 'http://127.0.0.1:8080/api/v3',
          concurrency: 3,
          requestsPerMinute: 180,
          pollSeconds: 0.2,
          tagTasks: true,
          tagsEchoed: false,
          settleSeconds: 30,
          endpoints: { 'ep-2026-abc': 'seedance-2.0' },
        },
        publish: {
          s3: {
            endpoint: 'https://tos-s3-cn-beijing.volces.com',
            region: 'cn-beijing',
            bucket: 'b',
            prefix: 'p/',
            expiresSeconds: 86400,
          },
        },
        budget: '500 CNY',
        store: '.scenewright',
      }),
    );
    expect(settings.budget).toEqual({ amount: '500', currency: 'CNY' });
    expect(settings.ark?.pollSeconds).toBe(0.2);
  });

  test.each([
    ['{"backnd":"ark"}', 'backnd: there is no such setting. Did you mean backend?'],
    [
      '{"ark":{"pollSecond":1}}',
      'ark.pollSecond: there is no such setting. Did you mean pollSeconds?',
    ],
    ['{"ark":{"zzz":1}}', 'ark.zzz: there is no such setting. Known here: region, baseUrl'],
    ['{"ark":{"concurrency":0}}', 'ark.concurrency: must be more than 0'],
    ['{"ark":{"concurrency":2.5}}', 'ark.concurrency: must be a whole number'],
    ['{"ark":{"baseUrl":"http://example.com/api"}}', 'ark.baseUrl: must be an https:// address'],
    ['{"ark":{"baseUrl":"https://user:secret@example.com"}}', 'ark.baseUrl: must be'],
    [
      '{"ark":{"endpoints":{"abc":"seedance-2.0"}}}',
      'ark.endpoints.abc: an endpoint id begins with ep-',
    ],
    ['{"ark":{"endpoints":{"ep-1":"seedance"}}}', 'ark.endpoints["ep-1"]: '],
    ['{"budget":"500"}', 'budget: must be an amount such as "500 CNY"'],
    ['{"budget":500}', 'budget: must be text in quotation marks'],
    ['{"backend":"aws"}', 'backend: must be one of "simulator", "ark"'],
    ['{"store":""}', 'store: must not be empty'],
    ['{"publish":{"s3":{"endpoint":"https://x.y"}}}', 'publish.s3.bucket: is missing'],
    ['[]', 'the file: must be an object in braces'],
    ['{', 'is not JSON'],
  ])('%s is refused where it is wrong', async (text, complaint) => {
    expect(await complaintOf(text)).toContain(complaint);
  });

  test('names every wrong place at once', async () => {
    const complaint = await complaintOf('{"backend":"aws","ark":{"region":"eu"},"stroe":"x"}');
    expect(complaint.split('\n')).toHaveLength(4);
  });
});

describe('money', () => {
  test.each([
    ['80CNY', '80', 'CNY'],
    ['500 cny', '500', 'CNY'],
    ['12.50 USD', '12.50', 'USD'],
    ['¥80', '80', 'CNY'],
    ['￥80', '80', 'CNY'],
    ['80元', '80', 'CNY'],
    ['$7.5', '7.5', 'USD'],
  ])('%s', (text, amount, currency) => {
    expect(parseMoney(text)).toEqual({ amount, currency });
  });

  test.each(['80', 'CNY', '-5 CNY', '1e3 CNY', '¥80 USD', '5 EUR', ''])('%s is none', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });
});

describe('the backend is chosen', () => {
  test('by the option, then the file, then the key, else it is the simulator', () => {
    const env = { ARK_API_KEY: 'x' };
    expect(chooseBackend({ option: 'simulator', settings: { backend: 'ark' }, env }).name).toBe(
      'simulator',
    );
    expect(chooseBackend({ settings: { backend: 'simulator' }, env }).name).toBe('simulator');
    expect(chooseBackend({ settings: {}, env }).name).toBe('ark');
    expect(chooseBackend({ settings: {}, env: { ARK_API_KEY: '' } }).name).toBe('simulator');
  });
});
