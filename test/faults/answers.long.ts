/**
 * Everything that can come back instead of an answer, over real HTTP, for each of the service's calls:
 * one run of the built command meets all of them, a shot each, and the bill is looked at. What halts
 * a run has a run of its own.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { describe, expect, test, vi } from 'vitest';
import { builtCommand } from '../support/process.ts';
import { openFront, whole, type Call, type CallKind, type Trouble } from './support/front.ts';
import { faultProject, renderWords, sceneName, type FaultProject } from './support/project.ts';

const before = (...said: readonly (string | number)[]): Trouble => ({
  when: 'before',
  say: () => said,
});
const after = (say: (body: string) => readonly (string | number)[]): Trouble => ({
  when: 'after',
  say,
});
const json = (value: unknown): string => whole(200, JSON.stringify(value));
const refusal = (status: number, code: string, headers = {}): string =>
  whole(status, JSON.stringify({ error: { code, message: 'no', param: '', type: '' } }), headers);
const lyingLength = (body: string, length: number): string =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n${body}`;
const huge = 'x'.repeat(65_000_000);
const hinted = (body: string) => ['HTTP/1.1 103 Early Hints\r\n\r\n', whole(200, body)];
const slowDown = (headers: Readonly<Record<string, string>>): string =>
  refusal(429, 'RequestBurstTooFast', headers);
const fullQueue = whole(
  429,
  '{"error":{"code":"QuotaExceeded","message":"too many queued tasks"}}',
);
const dateIn = (ms: number): string => new Date(Date.now() + ms).toUTCString();

/** Two hundreds that nobody can read, and connections that end; the same for every call. */
const unreadable: readonly (readonly [what: string, trouble: Trouble])[] = [
  ['200 with HTML', after(() => [whole(200, '<html>welcome</html>')])],
  ['200 and no body', after(() => [whole(200, '')])],
  ['204', after(() => ['HTTP/1.1 204 No Content\r\n\r\n'])],
  ['JSON that breaks off, its length true', after((body) => [whole(200, body.slice(0, -4))])],
  ['JSON that is no object', after(() => [json('ok')])],
  ['JSON of another shape', after(() => [json({ data: [1, 2] })])],
  ['an id that is a number', after(() => [json({ id: 7, status: 'running', items: 7 })])],
  ['an id that is empty', after(() => [json({ id: '', status: '', items: null })])],
  ['a body beyond all bounds', after(() => [whole(200, huge)])],
  ['a length that is too long', after((body) => [lyingLength(body, body.length + 9)])],
  ['a length that is too short', after((body) => [lyingLength(body, 5)])],
  ['no HTTP at all', after(() => ['220 mail.example ESMTP\r\n'])],
  ['a cut before the headers', after(() => [])],
  ['a cut in the headers', after(() => ['HTTP/1.1 200 OK\r\ncontent-le'])],
];

const faultStatuses = [408, 500, 502, 503, 504, 520] as const;

interface Row {
  readonly what: string;
  readonly trouble: Trouble;
  /** How often the line is meddled with; then the service is heard. */
  readonly times: number;
  readonly comes: { readonly posts: number; readonly billed: number; readonly step: string };
}

const row = (what: string, trouble: Trouble, comes: Row['comes'], times = 1): Row => ({
  what,
  trouble,
  times,
  comes,
});
const keptAfter = (posts: number): Row['comes'] => ({ posts, billed: 1, step: 'kept' });
const refused: Row['comes'] = { posts: 1, billed: 0, step: 'failed' };

function shotsOf(rows: readonly Row[]): readonly string[] {
  return rows.map((_, place) => `s${place + 1}`);
}

/** Each shot meets the trouble of its row in calls of that kind. */
function byShot(rows: readonly Row[], kind: CallKind): (call: Call) => Trouble | undefined {
  const ofShot = new Map(rows.map((one, place) => [`${sceneName}.s${place + 1}`, one]));
  return (call) => {
    const met = call.kind === kind ? ofShot.get(call.shot) : undefined;
    return met && call.nth <= met.times ? met.trouble : undefined;
  };
}

async function cameTo(rows: readonly Row[], project: FaultProject) {
  const attempts = await project.attempts();
  return rows.map(({ what }, place) => ({
    what,
    posts: project.front.calls('create', `${sceneName}.s${place + 1}`),
    billed: project.billed(`s${place + 1}`),
    step: attempts.findLast(({ intent }) => intent.task === `${sceneName}.s${place + 1}`)?.step,
  }));
}

const expected = (rows: readonly Row[]) => rows.map(({ what, comes }) => ({ what, ...comes }));

test('create: what may have been accepted is found by its tag, and nothing is billed twice', async () => {
  const rows: readonly Row[] = [
    ...unreadable.map(([what, trouble]) => row(what, trouble, keptAfter(1))),
    ...faultStatuses.flatMap((status) => [
      row(
        `${status} after acceptance`,
        after(() => [whole(status, '<html>')]),
        keptAfter(1),
      ),
      row(`${status} before it`, before(whole(status, '<html>')), keptAfter(2)),
    ]),
    row('a cut before acceptance', before(), keptAfter(2)),
    row('a refusal that calls itself 200', before(json({ error: { code: 'X' } })), keptAfter(2)),
    row('early hints, then the answer', after(hinted), keptAfter(1)),
    row(
      '202',
      after((body) => [whole(202, body)]),
      keptAfter(1),
    ),
    row(
      'headers that take their time',
      after((body) => [1_500, whole(200, body)]),
      keptAfter(1),
    ),
    ...[400, 405, 409, 413, 415, 422].map((status) =>
      row(`${status}`, before(refusal(status, 'InvalidParameter')), refused),
    ),
    row(
      'a refusal that breaks off',
      before('HTTP/1.1 400 No\r\ncontent-length: 90\r\n\r\n{"er'),
      refused,
    ),
  ];
  const project = await faultProject({ shots: shotsOf(rows), trouble: byShot(rows, 'create') });
  const { exitCode, stderr } = await project.render();
  expect(await cameTo(rows, project)).toEqual(expected(rows));
  expect([exitCode, stderr]).toEqual([5, stderr]);
  expect((await project.attempts()).map(({ step }) => step)).not.toContain('ambiguous');
});

test('get: whatever comes instead of an answer is asked for again', async () => {
  const rows: readonly Row[] = [
    ...unreadable.map(([what, trouble]) => row(what, trouble, keptAfter(1), 2)),
    ...faultStatuses.map((status) =>
      row(`${status}`, before(whole(status, '<html>')), keptAfter(1), 2),
    ),
    row('429', before(refusal(429, 'ServerOverloaded')), keptAfter(1), 3),
    row('429 with a time', before(slowDown({ 'retry-after': '1' })), keptAfter(1), 2),
    row('429 with a date', before(slowDown({ 'retry-after': dateIn(2_000) })), keptAfter(1), 1),
    row('429 with nonsense', before(slowDown({ 'retry-after': 'soon' })), keptAfter(1), 1),
    row('no record yet', before(refusal(404, 'NotFound.Task')), keptAfter(1), 3),
    row(
      'a status that nobody knows',
      before(json({ id: 'x', status: 'resting' })),
      keptAfter(1),
      4,
    ),
    row(
      'headers that take their time',
      after((body) => [1_500, whole(200, body)]),
      keptAfter(1),
    ),
  ];
  const project = await faultProject({ shots: shotsOf(rows), trouble: byShot(rows, 'get') });
  const { exitCode } = await project.render();
  expect(await cameTo(rows, project)).toEqual(expected(rows));
  expect(exitCode).toBe(0);
});

test('get: a refusal leaves the task where it is, and the next run fetches it', async () => {
  const rows: readonly Row[] = [
    ...[400, 405, 409, 413, 422].map((status) =>
      row(`${status}`, before(refusal(status, 'InvalidParameter')), keptAfter(1)),
    ),
    row('no record, four times', before(refusal(404, 'NotFound.Task')), keptAfter(1), 4),
    row(
      'done, and no clip is named',
      before(json({ id: 'x', status: 'succeeded', content: {} })),
      keptAfter(1),
    ),
  ];
  const project = await faultProject({ shots: shotsOf(rows), trouble: byShot(rows, 'get') });
  expect((await project.render()).exitCode).toBe(5);
  expect((await project.render()).exitCode).toBe(0);
  expect(await cameTo(rows, project)).toEqual(expected(rows));
});

test('list: no broken page is taken for proof that a task is not there', async () => {
  const lists: readonly Trouble[] = [
    ...unreadable.filter((_, place) => place % 2 === 0).map(([, trouble]) => trouble),
    ...[408, 500, 503].map((status) => before(whole(status, '<html>'))),
    before(slowDown({})),
    before(json({ total: 1, items: [{ status: 'running' }] })),
    before(json({ total: 0 })),
  ];
  const atOnce = pLimit(7);
  const came = lists.map((broken) =>
    atOnce(async () => {
      const project = await faultProject({
        shots: ['s1'],
        trouble: ({ kind, nth }) => {
          if (kind === 'create') return after(() => []);
          return kind === 'list' && nth <= 2 ? broken : undefined;
        },
      });
      const { exitCode } = await project.render();
      return { exitCode, posts: project.front.calls('create'), billed: project.billed('s1') };
    }),
  );
  const found = { exitCode: 0, posts: 1, billed: 1 };
  expect(await Promise.all(came)).toEqual(lists.map(() => found));
});

test('download: what comes broken is fetched again, and only a whole clip is kept', async () => {
  const rows: readonly Row[] = [
    ...unreadable.map(([what, trouble]) => row(what, trouble, keptAfter(1))),
    ...[400, 401, 403, 404, 409, 410].map((status) =>
      row(`${status}`, before(whole(status, '<Error/>')), keptAfter(1)),
    ),
    ...faultStatuses.map((status) =>
      row(`${status}`, before(whole(status, '<html>')), keptAfter(1), 2),
    ),
    row('429 with a time', before(slowDown({ 'retry-after': '1' })), keptAfter(1), 2),
    row('a redirect in circles', before(whole(302, '', { location: '/storage/x' })), keptAfter(1)),
    row(
      'a redirect to plain http elsewhere',
      before(whole(302, '', { location: 'http://clips.example/a.mp4' })),
      keptAfter(1),
    ),
    row(
      'a piece, and a cut',
      after((body) => [
        `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 3_000)}`,
      ]),
      keptAfter(1),
      2,
    ),
    row(
      'another file',
      after(() => [whole(200, 'no clip at all')]),
      keptAfter(1),
      1,
    ),
    row(
      'slowly',
      after((body) => [
        `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`,
        1_000,
        body.slice(0, 999),
        1_000,
        body.slice(999),
      ]),
      keptAfter(1),
      1,
    ),
  ];
  const project = await faultProject({ shots: shotsOf(rows), trouble: byShot(rows, 'download') });
  const first = await project.render();
  expect([0, 5]).toContain(first.exitCode);
  expect(await project.render()).toMatchObject({ exitCode: 0 });
  expect(await cameTo(rows, project)).toEqual(expected(rows));
});

describe('what halts a run buys nothing, and the next run goes on', () => {
  test.each([
    ['401', refusal(401, 'AuthenticationError'), 2],
    ['403', refusal(403, 'AccessDenied'), 2],
    ['403, unpaid', refusal(403, 'AccountOverdueError'), 5],
    ['404 of a gateway', whole(404, '<html>'), 2],
    ['404 of a model', refusal(404, 'ModelNotOpen'), 5],
    ['429, the limit of spending', refusal(429, 'SetLimitExceeded'), 5],
    ['a redirect', whole(307, '', { location: 'http://127.0.0.1:9/elsewhere' }), 2],
  ])('%s', async (_, said, exit) => {
    const project = await faultProject({
      shots: ['s1', 's2', 's3'],
      ark: { concurrency: 1 },
      trouble: ({ kind, shot, nth }) =>
        kind === 'create' && shot.endsWith('.s2') && nth === 1 ? before(said) : undefined,
    });
    const halted = await project.render();
    expect(halted.exitCode).toBe(exit);
    expect(project.simulator.tasks().length).toBeLessThan(3);
    expect((await project.render()).exitCode).toBe(0);
    expect(project.simulator.bill()).toHaveLength(3);
  });
});

test('429: however it storms, each shot is sent until it is accepted, and accepted once', async () => {
  const rows: readonly Row[] = [
    row('at once, five times', before(slowDown({ 'retry-after': '0' })), keptAfter(6), 5),
    row('no time named', before(slowDown({})), keptAfter(3), 2),
    row('a time', before(slowDown({ 'retry-after': '1' })), keptAfter(3), 2),
    row('a page of a gateway', before(whole(429, '<html>')), keptAfter(2)),
    row('a full queue', before(fullQueue), keptAfter(2)),
    row('it breaks off', before('HTTP/1.1 429 No\r\ncontent-length: 90\r\n\r\n{"er'), keptAfter(2)),
  ];
  const project = await faultProject({ shots: shotsOf(rows), trouble: byShot(rows, 'create') });
  const { exitCode } = await project.render();
  expect(await cameTo(rows, project)).toEqual(expected(rows));
  expect(exitCode).toBe(0);
});

test('a service that nobody reaches is waited for, and what never left is sent once it is there', async () => {
  const project = await faultProject({ shots: ['s1', 's2'] });
  const { port } = project.front;
  await project.front.close();
  const running = project.render();
  await sleep(1_500);
  expect((await project.attempts()).map(({ step }) => step)).toEqual(['intent', 'intent']);
  const again = await openFront(project.simulator, { port, trouble: () => undefined });
  expect((await running).exitCode).toBe(0);
  expect(again.calls('create')).toBe(2);
  expect(project.simulator.bill()).toHaveLength(2);
  await again.close();
});

test('delete: however it is answered, what became of the task is looked at', async () => {
  const rows = [
    ...unreadable.map(([what, trouble]) => ({ what, trouble, step: 'cancelled' })),
    ...faultStatuses.map((status) => ({
      what: `${status} before it is done`,
      trouble: before(whole(status, '<html>')),
      step: 'submitted',
    })),
    ...[400, 404, 409, 429].map((status) => ({
      what: `${status}`,
      trouble: before(refusal(status, 'InvalidAction.NotFound')),
      step: 'submitted',
    })),
  ];
  const shots = ['first', ...rows.map((_, place) => `s${place + 1}`)];
  const troubles = new Map(
    rows.map(({ trouble }, place) => [`${sceneName}.s${place + 1}`, trouble]),
  );
  const project = await faultProject({
    shots,
    ark: { concurrency: shots.length },
    simulator: { concurrency: 1, latencySeconds: 600 },
    trouble: ({ kind, shot }) => {
      // The others come once the first one runs, and are queued behind it.
      const early = kind === 'create' && !shot.endsWith('.first') && isEmpty();
      if (early) return before(slowDown({ 'retry-after': '0' }));
      return kind === 'delete' ? troubles.get(shot) : undefined;
    },
  });
  const isEmpty = (): boolean => project.simulator.tasks().length === 0;
  const env = { ...project.env, PATH: process.env['PATH'] ?? '' };
  const rendering = spawn(process.execPath, [builtCommand, ...renderWords(shots)], {
    cwd: project.folder,
    env,
    stdio: 'ignore',
  });
  await vi.waitFor(
    async () => {
      const submitted = (await project.attempts()).filter(({ step }) => step === 'submitted');
      expect(submitted).toHaveLength(shots.length);
    },
    { timeout: 30_000, interval: 100 },
  );
  const ended = new Promise((resolve) => rendering.on('close', resolve));
  rendering.kill('SIGKILL');
  await ended;
  const { exitCode, stdout } = await project.scene(['reconcile', '--cancel-queued']);
  expect([exitCode, stdout]).toEqual([0, stdout]);
  const attempts = await project.attempts();
  expect(
    rows.map(({ what }, place) => ({
      what,
      step: attempts.find(({ intent }) => intent.task === `${sceneName}.s${place + 1}`)?.step,
    })),
  ).toEqual(rows.map(({ what, step }) => ({ what, step })));
  // What runs was not asked to end, and no record of it is destroyed.
  expect(project.front.calls('delete', `${sceneName}.first`)).toBe(0);
  expect(project.simulator.tasks()).toHaveLength(shots.length);
});
