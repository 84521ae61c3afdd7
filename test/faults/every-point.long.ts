/** The built command, killed (SIGKILL) at every named point of a purchase and run again. */
import { expect, test } from 'vitest';
import { builtCommand } from '../support/process.ts';
import { killPoints } from './support/points.ts';
import { runTrial } from './support/trial.ts';

test('a run killed at every point in turn pays for each clip once and keeps it', async () => {
  let points = killPoints;
  while (points.length > 0) {
    const kills = points.map((point) => `${point}#1`);
    const { ends, broken } = await runTrial({ seed: 1, kills, builtCommand });
    expect(broken).toEqual([]);
    // Killed at each until all was made; what was not reached by then is reached in another project.
    const killed = ends.filter((end) => end === 'SIGKILL').length;
    expect(killed).toBeGreaterThan(0);
    expect(ends).toEqual([...Array.from({ length: killed }, () => 'SIGKILL'), 0]);
    points = points.slice(killed);
  }
}, 480_000);
