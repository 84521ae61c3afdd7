/** What people read of a run, event by event and at its end. */
import { expect, test } from 'vitest';
import { endWords } from '../../src/cli/render/views/end-words.ts';
import { eventLine } from '../../src/cli/render/views/event-line.ts';
import type { RenderStatus, Summary } from '../../src/cli/render/views/view.ts';
import type { MoneyWords } from '../../src/cli/views/money.ts';
import type { RenderEvent } from '../../src/render/events.ts';

const same = (text: string): string => text;
const paint = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same };
const money: MoneyWords = { currency: 'CNY', real: true };
const task = '旧书店.开门';
const source = { file: 'rain.scene', line: 12 };
const cost = { CNY: '1.165', USD: '0.17' };
const shot = { task, seconds: 5, needs: [], source };

const events: readonly RenderEvent[] = [
  {
    type: 'surveyed',
    episode: 'rain',
    concurrency: 3,
    shots: [
      { ...shot, state: 'reused' },
      { ...shot, task: '旧书店.柜台', state: 'resumed' },
      { ...shot, task: '旧书店.信', state: 'ambiguous' },
      { ...shot, task: '旧书店.窗', state: 'lost' },
      { ...shot, task: '旧书店.窗#2', state: 'generate' },
    ],
    forecast: { generate: 2, reused: 1, resumed: 1, tokens: 1, cost, exact: false },
  },
  { type: 'publishing', files: 2, bytes: 14_200_000 },
  { type: 'reused', task },
  { type: 'submitting', task },
  { type: 'postponed', task, why: 'busy', waitMs: 4100 },
  { type: 'postponed', task, why: 'unreachable', waitMs: 300 },
  { type: 'submitted', task, id: 'cgt-1' },
  { type: 'resumed', task, id: 'cgt-1' },
  { type: 'status', task, status: 'running' },
  { type: 'downloading', task },
  { type: 'kept', task, clip: '/x.mp4', tokens: 1, cost },
  {
    type: 'failed',
    task,
    code: 'x',
    message: 'A reference shows a face.',
    hint: 'Use another.',
    source,
  },
  { type: 'skipped', task: '旧书店.柜台', because: task },
  { type: 'ambiguous', task, tag: 't', why: 'It is not known whether it was accepted.' },
  { type: 'salvaged', task, clip: '/x.mp4' },
  { type: 'halted', reason: 'key-refused', message: 'The key is refused.', hint: 'Check it.' },
  { type: 'stopping', inFlight: [] },
  { type: 'assembling', stage: 'probe', done: 0, total: 0 },
  { type: 'assembling', stage: 'pictures', done: 1, total: 2 },
  { type: 'warning', message: 'The sound was shorter.' },
  { type: 'assembled', output: '/x.mp4', seconds: 3 },
];

test('each event', async () => {
  const lines = events.map(
    (event) => `${event.type}: ${eventLine(event, paint, money) ?? '(nothing)'}`,
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('lines/events.txt');
});

const end: Summary = {
  status: 'done',
  output: 'rain.mp4',
  spent: cost,
  worth: cost,
  generated: 2,
  reused: 1,
  failed: 0,
  inFlight: [],
  missing: [],
};

const ends: readonly (Partial<Summary> & { readonly status: RenderStatus })[] = [
  { status: 'done' },
  { status: 'done', generated: 0, reused: 3 },
  { status: 'partial', failed: 1, output: null, missing: [task] },
  { status: 'ambiguous', output: null, missing: Array.from({ length: 10 }, (_, at) => `a.${at}`) },
  { status: 'unavailable', output: null, missing: [task] },
  { status: 'interrupted', output: null, inFlight: [{ task, id: 'cgt-1' }] },
];

test('each ending', async () => {
  const texts = ends.map((change) =>
    endWords({ ...end, ...change }, paint, money, 'scene render rain.scene').join('\n'),
  );
  const simulated = endWords(end, paint, { ...money, real: false }, '').join('\n');
  await expect([...texts, simulated, ''].join('\n\n')).toMatchFileSnapshot('lines/ends.txt');
});
