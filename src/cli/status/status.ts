/** `scene status`: what the journal says, of the project around the working directory. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { spentOn } from '../../render/budget.ts';
import { wrongLengthOf, wrongLengthWords } from '../../render/clip-length.ts';
import { sleepUnlessAborted } from '../../render/sleep.ts';
import { isUnsent, type Attempt } from '../../store/attempts.ts';
import { lookIntoStore } from '../../store/local-store.ts';
import { mayBeAlive, readLock, type LockHolder } from '../../store/lock.ts';
import type { Amounts } from '../../store/records.ts';
import { origins, type Origin } from '../../store/store.ts';
import type { Cli } from '../cli.ts';
import { moneyOf } from '../compared/compared.ts';
import { listenForStop } from '../signals.ts';
import { findStore } from '../store-folder.ts';
import { openScreen } from '../terminal-screen.ts';
import { statusLines } from './status-lines.ts';
import { toJson } from '../views/json.ts';

export interface StatusCommandOptions {
  readonly format: 'human' | 'json';
}

/** A shot by its newest attempt. */
export interface ShotStatus {
  readonly episode: string;
  readonly task: string;
  readonly state: 'in-flight' | 'ambiguous' | 'failed' | 'lost' | 'kept';
  /** The service's id of the task, where it is known. */
  readonly id: string | null;
  /** When that was written down; ISO 8601, UTC. */
  readonly at: string;
  readonly why: string | null;
  /** What is odd about a kept clip: that it is longer or shorter than was asked for. */
  readonly warning: string | null;
}

export interface OriginStatus {
  readonly origin: Origin;
  readonly shots: readonly ShotStatus[];
  /** What all attempts cost, or may have cost. */
  readonly spent: Amounts;
}

export interface ProjectStatus {
  readonly running: Pick<LockHolder, 'owner' | 'host' | 'processId' | 'startedAt'> | null;
  readonly origins: readonly OriginStatus[];
}

/** Once; on a terminal, while a run goes on, again and again until it ends or Ctrl-C is pressed. */
export async function status(cli: Cli, { format }: StatusCommandOptions): Promise<ExitCode> {
  const { folder, project } = await findStore(cli);
  const found = await statusIn(folder);
  const { currency } = moneyOf(project, { name: 'ark' });
  const lines = (now: ProjectStatus): readonly string[] =>
    statusLines(now, cli, { currency, nowMs: Date.now() });
  if (format === 'json') cli.stdout.write(`${toJson(found)}\n`);
  else if (found.running && cli.stdout.isTerminal) return follow(cli, folder, found, lines);
  else cli.stdout.write(`${lines(found).join('\n')}\n`);
  return exitCodes.done;
}

const refreshMs = 1_000;

async function follow(
  cli: Cli,
  folder: string,
  first: ProjectStatus,
  linesOf: (status: ProjectStatus) => readonly string[],
): Promise<ExitCode> {
  const screen = openScreen(cli.stdout);
  const stop = listenForStop();
  let found = first;
  try {
    while (found.running && !stop.asked) {
      // The foot of a terminal alone can be drawn anew: what does not fit on it is left out.
      const lines = linesOf(found);
      const rows = Math.max(2, (cli.stdout.rows ?? 24) - 1);
      const left = lines.length - rows + 1;
      screen.draw(left > 1 ? [...lines.slice(0, rows - 1), `… and ${left} more`] : lines);
      await sleepUnlessAborted(refreshMs, stop.signal);
      found = await statusIn(folder);
    }
  } finally {
    stop.release();
    screen.clear();
    screen.done();
  }
  cli.stdout.write(`${linesOf(found).join('\n')}\n`);
  return exitCodes.done;
}

async function statusIn(folder: string): Promise<ProjectStatus> {
  const holder = await readLock(folder);
  const alive = holder !== undefined && (await mayBeAlive(holder));
  const found: OriginStatus[] = [];
  for (const origin of origins) {
    const attempts = await lookIntoStore(folder, origin);
    if (attempts.length > 0) found.push(statusOf(origin, attempts, alive ? 'running' : 'ended'));
  }
  const running = alive
    ? (({ owner, host, processId, startedAt }) => ({ owner, host, processId, startedAt }))(holder)
    : null;
  return { running, origins: found };
}

/** Of the run that wrote the journal last. */
type RunState = 'running' | 'ended';

/** Money at the simulator is none. */
function statusOf(origin: Origin, attempts: readonly Attempt[], run: RunState): OriginStatus {
  const newest = new Map<string, Attempt>();
  for (const attempt of attempts) {
    newest.set(JSON.stringify([attempt.intent.episode, attempt.intent.task]), attempt);
  }
  return {
    origin,
    shots: [...newest.values()].map((attempt) => shotStatusOf(attempt, run)),
    spent: spentOn(origin === 'ark' ? attempts : []),
  };
}

function shotStatusOf(attempt: Attempt, run: RunState): ShotStatus {
  const unsent = run === 'ended' && isUnsent(attempt);
  const wrong = wrongLengthOf(attempt);
  const beingSent = run === 'running' && attempt.step === 'sending';
  return {
    episode: attempt.intent.episode,
    task: attempt.intent.task,
    state: unsent ? 'failed' : beingSent ? 'in-flight' : states[attempt.step],
    id: attempt.id ?? null,
    at: attempt.at,
    why: unsent ? 'the run ended before it was sent' : whyOf(attempt, run),
    warning: wrong ? wrongLengthWords(wrong) : null,
  };
}

function whyOf({ step, trouble }: Attempt, run: RunState): string | null {
  if (run === 'ended' && step === 'sending') return 'the run ended before the service had answered';
  if (step === 'cancelled') return 'it was cancelled before it began';
  if (step === 'expired') return 'it waited at the service until its time was up';
  return trouble?.message ?? null;
}

const states = {
  intent: 'in-flight',
  postponed: 'in-flight',
  // It left, and nobody knows more: while the run goes on it is waiting for its answer.
  sending: 'ambiguous',
  ambiguous: 'ambiguous',
  submitted: 'in-flight',
  succeeded: 'in-flight',
  kept: 'kept',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
  lost: 'lost',
} as const satisfies Record<Attempt['step'], ShotStatus['state']>;
