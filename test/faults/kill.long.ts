/**
 * The built command, killed (SIGKILL) and run again: what is paid for is paid for once and kept. Every
 * named point in turn is in `every-point.long.ts`; at random, with seeds, it is `npm run soak`.
 */
import { expect, test } from 'vitest';
import { parseFault } from '../../src/seedance/simulator/server.ts';
import { builtCommand } from '../support/process.ts';
import { runTrial } from './support/trial.ts';

test('where the service gives no tags back, nothing is sent again until somebody has settled it', async () => {
  const kills = ['intent:synced#1', 'sending:torn#1', 'post:left#1'];
  const { ends, broken } = await runTrial({
    seed: 2,
    kills,
    tagEcho: 'nowhere',
    film: 'left',
    builtCommand,
  });
  expect(broken).toEqual([]);
  // Before the mark nothing can have left, and nobody is asked; behind it the run ends with 6.
  expect(ends.slice(0, 3)).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
  expect(ends).toContain(6);
  expect(ends.at(-1)).toBe(0);
}, 120_000);

test.each([
  [
    'answers that are lost after acceptance, and 5xx',
    ['create-accepted-cut=.3', 'create-accepted-garbled=.3', 'create-unavailable=.2'],
  ],
  [
    'a storm of 429, and downloads that break or whose links run out',
    ['create-rate-limited=.6', 'get-rate-limited=.2', 'download-cut=.4', 'download-expired=.2'],
  ],
])(
  '%s, and a kill in the middle',
  async (_, faults) => {
    const { ends, broken } = await runTrial({
      seed: 3,
      kills: ['submitted:synced#1', 'clip:rename#1'],
      faults: faults.map(parseFault),
      film: 'left',
      builtCommand,
    });
    expect(broken).toEqual([]);
    expect(ends.at(-1)).toBe(0);
  },
  120_000,
);
