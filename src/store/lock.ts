/**
 * One run at a time per project. The lock is a file with its owner, host and start. One whose
 * process is dead on this host is taken over at once; that of another host, or of another container of
 * this one, cannot be judged from here and stays until `scene unlock`. A run whose lock was taken away finds that out before it writes anything
 * down: see `seeThatItIsHeld`.
 */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import {
  markOfThisProcess,
  mayBeRunning,
  spaceOfThisProcess,
  spaceSeenFrom,
} from '../living-process.ts';
import { codeOf, diskTrouble } from '../disk-trouble.ts';
import { ifThere } from '../files.ts';
import { jsonOf } from '../json.ts';
import { makeFolderDurably } from './durable-file.ts';

const holderSchema = z.looseObject({
  owner: z.string(),
  host: z.string(),
  processId: z.int().positive(),
  /** The system's own mark of when the process began; tells a reused process id apart. */
  processStart: z.string().nullable(),
  /** Of which processes it is one; absent of locks from before it was written down. */
  space: z.exactOptional(
    z.object({
      machine: z.string().nullable(),
      boot: z.string().nullable(),
      namespace: z.string().nullable(),
    }),
  ),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  id: z.string(),
});

export type LockHolder = Readonly<z.infer<typeof holderSchema>>;

export interface Lock {
  /** The dead run whose lock was taken over. */
  readonly takenOverFrom: LockHolder | undefined;
  /**
   * Reads the lock again.
   * @throws Failure `run-locked` where it is no longer this run's; it says whose it is
   */
  seeThatItIsHeld(): Promise<void>;
  release(): Promise<void>;
}

/** What those who write under a lock need of it. */
export type HeldLock = Pick<Lock, 'seeThatItIsHeld'>;

/** @throws Failure `run-locked` that names the holder */
export async function takeLock(folder: string): Promise<Lock> {
  await makeFolderDurably(folder);
  const path = join(folder, 'lock');
  const mine = await describeThisProcess();
  const dead: LockHolder[] = [];
  // Each turn ends with the lock, a living holder, or one dead lock less.
  for (;;) {
    if (await create(path, mine)) {
      return {
        takenOverFrom: dead[0],
        async seeThatItIsHeld() {
          // Twice for each line of the journal: what is as it was written need not be taken apart.
          if ((await textOf(path)) === textFor(mine)) return;
          const holder = await readLock(folder);
          if (holder?.id !== mine.id) throw takenBy(holder);
        },
        release: () => release(path, mine),
      };
    }
    const holder = await readLock(folder);
    if (holder === undefined) continue;
    const state = await stateOf(holder);
    if (state !== 'dead') throw lockedBy(holder, state);
    if (await removeDead(path, holder)) dead.push(holder);
  }
}

/**
 * Takes a lock away by somebody's word: one of another host, or of a process that is dead on this one.
 * @returns whose it was; undefined where there was none
 * @throws Failure `run-locked` where the process lives on this host, `store-damaged` as `readLock`
 */
export async function removeLock(folder: string): Promise<LockHolder | undefined> {
  for (;;) {
    const holder = await readLock(folder);
    if (!holder) return undefined;
    const state = await stateOf(holder);
    if (state === 'running') throw lockedBy(holder, state);
    if (await removeDead(join(folder, 'lock'), holder)) return holder;
  }
}

/**
 * Who holds the lock of a store's folder; undefined where nobody does.
 * @throws Failure `store-damaged` where the file does not read
 */
export async function readLock(folder: string): Promise<LockHolder | undefined> {
  const path = join(folder, 'lock');
  const text = await textOf(path);
  if (text === undefined) return undefined;
  const holder = parseHolder(text);
  if (holder) return holder;
  throw new Failure('store-damaged', `${path} does not read`, {
    hint: 'See that no render runs in this project, then delete that file.',
  });
}

/** False only where the process is surely dead: on this host, and gone or another one by now. */
export async function mayBeAlive(holder: LockHolder): Promise<boolean> {
  return (await stateOf(holder)) !== 'dead';
}

/** `elsewhere`: nobody can tell from here. */
type HolderState = 'running' | 'dead' | 'elsewhere';

async function stateOf(holder: LockHolder): Promise<HolderState> {
  if (holder.host !== hostname()) return 'elsewhere';
  const seen = holder.space ? spaceSeenFrom(await spaceOfThisProcess(), holder.space) : 'same';
  if (seen === 'elsewhere') return 'elsewhere';
  return seen === 'same' && (await mayBeRunning(holder)) ? 'running' : 'dead';
}

function lockedBy(holder: LockHolder, state: Exclude<HolderState, 'dead'>): Failure {
  return new Failure(
    'run-locked',
    `another run holds the lock of this project: ${nameOf(holder)}`,
    {
      hint:
        state === 'elsewhere'
          ? 'It is on another machine, or in another container. If that run is no more, `scene unlock` takes its lock away.'
          : 'Wait until it ends; `scene status` shows how far it is.',
    },
  );
}

function takenBy(holder: LockHolder | undefined): Failure {
  const now = holder ? `${nameOf(holder)}, has it` : 'nobody has it';
  return new Failure('run-locked', `the lock of this project was taken from this run; now ${now}`, {
    hint: 'What is at the service is written down: whoever renders next fetches it.',
  });
}

/** Whose a lock is, in words. */
export function nameOf({ owner, host, processId, startedAt }: LockHolder): string {
  return `${owner} on ${host}, process ${processId}, since ${startedAt}`;
}

/** The file appears with its content or not at all: it is written aside, then linked. */
async function create(path: string, mine: LockHolder): Promise<boolean> {
  const aside = `${path}.${mine.id}`;
  return diskTrouble(path, async () => {
    await writeFile(aside, textFor(mine), { flush: true });
    try {
      await link(aside, path);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(aside, { force: true });
    }
  });
}

/** Two that find the same dead lock: one moves it away, the other notices that it moved a living one. */
async function removeDead(path: string, holder: LockHolder): Promise<boolean> {
  const aside = `${path}.${randomUUID()}.dead`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  const moved = parseHolder(await readFile(aside, 'utf8'));
  if (moved?.id === holder.id) {
    await rm(aside);
    return true;
  }
  await link(aside, path);
  await rm(aside);
  return false;
}

async function release(path: string, mine: LockHolder): Promise<void> {
  const text = await textOf(path);
  if (text !== undefined && parseHolder(text)?.id === mine.id) await rm(path, { force: true });
}

function textOf(path: string): Promise<string | undefined> {
  return ifThere(readFile(path, 'utf8'));
}

function textFor(holder: LockHolder): string {
  return `${JSON.stringify(holder)}\n`;
}

function parseHolder(text: string): LockHolder | undefined {
  return holderSchema.safeParse(jsonOf(text)).data;
}

async function describeThisProcess(): Promise<LockHolder> {
  return {
    owner: ownerName(),
    host: hostname(),
    ...(await markOfThisProcess()),
    space: await spaceOfThisProcess(),
    startedAt: new Date().toISOString(),
    id: randomUUID(),
  };
}

function ownerName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id without a name.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
