/** Trials one after the other until the time is up; the first promise that is broken ends them. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTrial } from '../../test/faults/support/trial.ts';
import { trialOf } from './trial-of.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    /** This one trial, again. */
    seed: { type: 'string' },
    /** Trials with this seed and those that follow it; without it each draws its own. */
    first: { type: 'string' },
    /** Another build than that in `dist`. */
    command: { type: 'string', default: path.resolve('dist/scene.js') },
  },
});
const until = performance.now() + Number(values.minutes) * 60_000;
const one = values.seed === undefined ? undefined : Number(values.seed);
let following = values.first === undefined ? undefined : Number(values.first);
const tally = { trials: 0, runs: 0, kills: 0 };
let failed = false;

async function trials(): Promise<void> {
  while (!failed && performance.now() < until) {
    const seed = one ?? nextSeed();
    const options = trialOf(seed);
    const { ends, broken } = await runTrial({ ...options, builtCommand: values.command });
    const kills = ends.filter((end) => end === 'SIGKILL').length;
    tally.trials += 1;
    tally.runs += ends.length;
    tally.kills += kills;
    const what = [...options.kills, ...options.faults.map(({ kind }) => kind), options.tagEcho];
    say(`seed ${seed}: ${ends.length} runs, ${kills} killed (${what.join(' ')})`);
    if (broken.length > 0) {
      failed = true;
      say(`BROKEN, seed ${seed}:\n  ${broken.join('\n  ')}\n  the runs ended: ${ends.join(', ')}`);
    }
    if (one !== undefined) return;
  }
}

function nextSeed(): number {
  return following === undefined ? Math.floor(Math.random() * 2 ** 32) : following++;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

// Two at a time: one waits for the service while the other works.
await Promise.all(one === undefined ? [trials(), trials()] : [trials()]);
say(
  `${tally.trials} trials, ${tally.runs} runs, ${tally.kills} of them killed: ${failed ? 'a promise is broken' : 'every promise held'}`,
);
process.exitCode = failed ? 1 : 0;
