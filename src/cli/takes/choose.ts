/** `scene takes pick`, `pin`, `unpin` and `move`: which take is the shot's, written down. */
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import {
  acceptedFrom,
  writeAccepted,
  type AcceptedTake,
  type AcceptedTakes,
} from '../../store/accepted.ts';
import { takeLock } from '../../store/lock.ts';
import { wasKept } from '../../store/attempts.ts';
import { shotOf } from '../../store/takes.ts';
import type { Cli } from '../cli.ts';
import { compare, type Compared } from '../compared/compared.ts';
import { findEpisode } from '../compared/find-episode.ts';
import { storeFolder } from '../store-folder.ts';
import { relativeTo } from '../views/paths.ts';
import { shellWord } from '../views/shell-word.ts';
import type { TakesOptions } from './options.ts';
import { seeThatShotIs, takeNumbered, takesOfShot } from './shot-takes.ts';

export function pickTake(
  cli: Cli,
  shot: string,
  number: number,
  options: TakesOptions,
): Promise<ExitCode> {
  return change(cli, shot, options, (compared) => {
    const { attempt, state } = takeNumbered(compared, shot, number);
    const { pinned } = compared.accepted.get(shot) ?? {};
    if (pinned) {
      throw new Failure('usage', `${shot} is pinned`, {
        hint: `Let it go first with \`scene takes unpin ${shot}\`, or pin the other one.`,
      });
    }
    const entry = acceptedFrom(attempt, { picked: true });
    return {
      takes: new Map([...compared.accepted, [shot, entry]]),
      says:
        state === 'changed'
          ? `Take ${number} of ${shot} is picked, and was made of other words than the script has now: it is used once they stand there again. \`scene takes pin ${shellWord(shot)} ${number}\` uses it whatever the script says.`
          : `Take ${number} is the one of ${shot}.`,
    };
  });
}

/** Without a number: the take that is accepted now. */
export function pinTake(
  cli: Cli,
  shot: string,
  number: number | undefined,
  options: TakesOptions,
): Promise<ExitCode> {
  return change(cli, shot, options, (compared) => {
    const current = takesOfShot(compared, shot).find(({ accepted }) => accepted !== null);
    const wanted = number ?? current?.number;
    if (wanted === undefined) {
      throw new Failure('usage', `${shot} has no accepted take to pin`, {
        hint: `\`scene takes list ${shot}\` lists its takes; pin one by its number.`,
      });
    }
    const { attempt } = takeNumbered(compared, shot, wanted);
    const entry = acceptedFrom(attempt, { picked: true, pinned: true });
    return {
      takes: new Map([...compared.accepted, [shot, entry]]),
      says: `Take ${wanted} of ${shot} is pinned: it stays, whatever the script says.`,
    };
  });
}

export function unpinTake(cli: Cli, shot: string, options: TakesOptions): Promise<ExitCode> {
  return change(cli, shot, options, ({ accepted }) => {
    const entry = accepted.get(shot);
    if (!entry?.pinned) throw new Failure('usage', `${shot} is not pinned`);
    const takes = new Map([...accepted, [shot, withoutPin(entry)] as const]);
    return { takes, says: `${shot} is no longer pinned.` };
  });
}

function withoutPin(entry: AcceptedTake): AcceptedTake {
  const free = { ...entry };
  delete free.pinned;
  return free;
}

/** A shot that was renamed keeps its take. */
export function moveTake(
  cli: Cli,
  from: string,
  to: string,
  options: TakesOptions,
): Promise<ExitCode> {
  return change(cli, to, options, (compared) => {
    const { accepted, plan, store } = compared;
    if (from === to) throw new Failure('usage', 'that is one and the same shot');
    const latest = store.attempts
      .filter(wasKept)
      .findLast(({ intent }) => shotOf(intent.task) === from && intent.episode === plan.episode.id);
    const entry = accepted.get(from) ?? (latest && acceptedFrom(latest));
    if (!entry) {
      throw new Failure('usage', `nothing was ever made of a shot called ${from}`, {
        hint: 'A shot is named as scene.shot. The old name comes first.',
      });
    }
    if (accepted.has(to)) {
      throw new Failure('usage', `${to} has a take of its own already`, {
        hint: `\`scene takes list ${to}\` lists its takes.`,
      });
    }
    const takes = new Map([...accepted, [to, entry] as const]);
    takes.delete(from);
    return { takes, says: `The take of ${from} is now that of ${to}.` };
  });
}

interface Change {
  readonly takes: AcceptedTakes;
  readonly says: string;
}

/** Under the lock: a render that goes on would write its own word over this one. */
async function change(
  cli: Cli,
  shot: string,
  options: TakesOptions,
  decide: (compared: Compared) => Change,
): Promise<ExitCode> {
  const episode = await findEpisode(cli, options.script, shot);
  if (!episode) return exitCodes.scriptErrors;
  seeThatShotIs(episode, shot);
  const lock = await takeLock(storeFolder(episode.project));
  try {
    const compared = await compare(cli, episode, options);
    const { takes, says } = decide(compared);
    await lock.seeThatItIsHeld();
    await writeAccepted(compared.acceptedPath, takes);
    cli.stderr.write(`${says}\n${relativeTo(cli.cwd)(compared.acceptedPath)} says so.\n`);
  } finally {
    await lock.release();
  }
  return exitCodes.done;
}
