/** `scene status`: what the journal says, of the project around the working directory. */
import path from 'node:path';
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { findProject } from '../../project/project.ts';
import { spentOn } from '../../render/budget.ts';
import type { Attempt } from '../../store/attempts.ts';
import { lookIntoStore } from '../../store/local-store.ts';
import { readLock, type LockHolder } from '../../store/lock.ts';
import type { Amounts } from '../../store/records.ts';
import type { Origin } from '../../store/store.ts';
import type { Cli } from '../cli.ts';
import { statusLines } from './status-lines.ts';

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

export async function status(cli: Cli, { format }: StatusCommandOptions): Promise<ExitCode> {
  const project = await findProject(cli.host, cli.cwd);
  const folder = path.resolve(project.root, project.settings.store ?? '.scenewright');
  const holder = await readLock(folder);
  const origins: OriginStatus[] = [];
  for (const origin of ['ark', 'simulator'] as const) {
    const attempts = await lookIntoStore(folder, origin);
    if (attempts.length > 0) origins.push(statusOf(origin, attempts));
  }
  const running = holder
    ? (({ owner, host, processId, startedAt }) => ({ owner, host, processId, startedAt }))(holder)
    : null;
  const found: ProjectStatus = { running, origins };
  if (format === 'json') cli.stdout.write(`${JSON.stringify(found)}\n`);
  else cli.stdout.write(statusLines(found, cli).join('\n') + '\n');
  return exitCodes.done;
}

/** Money at the simulator is none. */
function statusOf(origin: Origin, attempts: readonly Attempt[]): OriginStatus {
  const newest = new Map<string, Attempt>();
  for (const attempt of attempts) {
    newest.set(JSON.stringify([attempt.intent.episode, attempt.intent.task]), attempt);
  }
  return {
    origin,
    shots: [...newest.values()].map(shotStatusOf),
    spent: spentOn(origin === 'ark' ? attempts : []),
  };
}

function shotStatusOf(attempt: Attempt): ShotStatus {
  return {
    episode: attempt.intent.episode,
    task: attempt.intent.task,
    state: states[attempt.step],
    id: attempt.id ?? null,
    at: attempt.at,
    why: attempt.trouble?.message ?? null,
  };
}

const states = {
  intent: 'in-flight',
  postponed: 'in-flight',
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
