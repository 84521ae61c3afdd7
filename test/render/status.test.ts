/** What people read of `scene status`, at 80 columns. */
import { expect, test } from 'vitest';
import { statusLines } from '../../src/cli/status/status-lines.ts';
import type { OriginStatus, ProjectStatus, ShotStatus } from '../../src/cli/status/status.ts';
import { fileSystemHost } from '../../src/cli/host.ts';

const nowMs = Date.parse('2026-11-22T12:00:00Z');
const ago = (seconds: number): string => new Date(nowMs - seconds * 1000).toISOString();

function shot(
  task: string,
  state: ShotStatus['state'],
  more: Partial<ShotStatus> = {},
): ShotStatus {
  const about = { episode: '雨夜', id: null, at: ago(65), why: null, warning: null };
  return { ...about, task, state, ...more };
}

const bought: OriginStatus = {
  origin: 'ark',
  spent: { CNY: '7.172729', USD: '1.086563' },
  shots: [
    shot('门.来', 'kept'),
    shot('门.灯', 'in-flight', { id: 'cgt-20261122-a', at: ago(4) }),
    shot('门.街', 'in-flight'),
    shot('门.雨', 'ambiguous', { why: 'the connection broke before the service had answered' }),
    shot('门.伞', 'failed', {
      at: ago(7300),
      why: 'The service made the clip and then held it back: its check of pictures or sound took offence.',
    }),
    shot('门.信', 'lost'),
    shot('门.窗', 'kept', { warning: 'lasts 2.5 s instead of 5 s', at: ago(400_000) }),
  ],
};
const simulated: OriginStatus = {
  origin: 'simulator',
  spent: { CNY: '0', USD: '0' },
  shots: [shot('门.来', 'kept')],
};
const running = { owner: 'lin', host: 'studio', processId: 4711, startedAt: ago(4000) };

const screens: Readonly<Record<string, ProjectStatus>> = {
  nothing: { running: null, origins: [] },
  'after a kill': { running: null, origins: [bought, simulated] },
  'while a render goes on': { running, origins: [bought] },
  'when all is well': { running: null, origins: [simulated] },
};

test('the screens', async () => {
  const output = { write: () => undefined, isTerminal: false, columns: 80 };
  const cli = {
    program: 'scene',
    cwd: '/',
    env: {},
    host: fileSystemHost,
    stdout: output,
    stderr: output,
    readStdin: () => Promise.resolve(new Uint8Array()),
  };
  const texts = Object.entries(screens).map(([name, status]) =>
    [`== ${name}`, ...statusLines(status, cli, { currency: 'CNY', nowMs })].join('\n'),
  );
  await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot('screens/status.txt');
});
