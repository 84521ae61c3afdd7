/**
 * The append-only journal: one JSON object a line. A record whose `append` has returned is on the
 * disk; nothing is done that a record should precede before that.
 *
 * A last line without its newline was torn by a crash: its `append` never returned, so nothing
 * followed from it, and it is cut. Any other line that does not read is damage and is refused, for
 * a guess there could pay for a clip twice.
 */
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';
import { advance, type Attempt } from './attempts.ts';
import { diskTrouble } from '../disk-trouble.ts';
import { ifThere } from '../files.ts';
import { makeFolderDurably, syncPath } from './durable-file.ts';
import { lineOf, recordOf } from './line.ts';
import type { HeldLock } from './lock.ts';
import { journalVersion, type JournalRecord, type Step } from './records.ts';

export interface Journal {
  /** Every attempt, in the order of the intents. */
  attempts(): readonly Attempt[];
  /** Every attempt at a task's key, in the order of the intents. */
  attemptsFor(key: string): readonly Attempt[];
  /**
   * Writes one step and waits until it is on the disk.
   * @throws Failure `disk-trouble`, or `run-locked` where the lock was taken away; after that no step is
   * accepted any more
   */
  append(step: Step): Promise<Attempt>;
  close(): Promise<void>;
}

export interface JournalOptions {
  /** Under which it is written; absent: the caller knows that nobody else does. */
  readonly lock?: HeldLock;
  readonly now?: () => Date;
}

/** @throws Failure `store-damaged` with the line, or `disk-trouble` */
export async function openJournal(path: string, options: JournalOptions = {}): Promise<Journal> {
  await makeFolderDurably(dirname(path));
  const file = await diskTrouble(path, () => open(path, 'a+'));
  try {
    const bytes = await file.readFile();
    const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
    const attempts = readJournal(bytes.subarray(0, wholeBytes), path);
    if (wholeBytes < bytes.length) await file.truncate(wholeBytes);
    await diskTrouble(path, () => file.sync());
    await syncPath(dirname(path));
    return journalOn(file, path, attempts, options);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The attempts of a journal that another run may be writing: its whole lines, and nothing is changed.
 * @throws Failure `store-damaged` with the line
 */
export async function lookIntoJournal(path: string): Promise<readonly Attempt[]> {
  return [...readJournal(await readWholeLines(path), path).values()];
}

/** The bytes of a journal's whole lines; none where there is no journal. */
export async function readWholeLines(path: string): Promise<Uint8Array> {
  const bytes = (await ifThere(readFile(path))) ?? new Uint8Array();
  return bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
}

/**
 * Attempts by tag from the whole lines of a journal.
 * @throws Failure `store-damaged` that names the line
 */
export function readJournal(bytes: Uint8Array, path: string): Map<string, Attempt> {
  const attempts = new Map<string, Attempt>();
  const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const record = recordOf(line);
    if (typeof record === 'string') throw damaged(path, index + 1, record);
    const attempt = advance(attempts.get(record.tag), record);
    if (!attempt) throw damaged(path, index + 1, `the step "${record.step}" cannot stand here`);
    attempts.set(record.tag, attempt);
  }
  return attempts;
}

function damaged(path: string, line: number, what: string): Failure {
  return new Failure('store-damaged', `${path}, line ${line}: ${what}`, {
    hint: 'Nothing was changed and nothing was bought. Restore the file from a copy; do not delete it, for it says which clips are paid for.',
  });
}

interface Pending {
  readonly step: Step;
  readonly resolve: (attempt: Attempt) => void;
  readonly reject: (error: unknown) => void;
}

function journalOn(
  file: FileHandle,
  path: string,
  attempts: Map<string, Attempt>,
  { lock, now = () => new Date() }: JournalOptions,
): Journal {
  const tagsByKey = new Map<string, Set<string>>();
  const index = (attempt: Attempt): void => {
    const tags = tagsByKey.get(attempt.intent.key);
    if (tags) tags.add(attempt.tag);
    else tagsByKey.set(attempt.intent.key, new Set([attempt.tag]));
  };
  for (const attempt of attempts.values()) index(attempt);
  let pending: Pending[] = [];
  let writing: Promise<void> | undefined;
  let broken: Failure | undefined;

  /** Steps that were asked for while the disk was busy go to it together: one fsync holds them all. */
  const writeAll = async (): Promise<void> => {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      await writeBatch(batch);
    }
    writing = undefined;
  };

  const writeBatch = async (batch: readonly Pending[]): Promise<void> => {
    const staged = new Map<string, Attempt>();
    const accepted: (readonly [Pending, Attempt])[] = [];
    let lines = '';
    for (const one of batch) {
      const { tag } = one.step;
      const record: JournalRecord = { v: journalVersion, at: now().toISOString(), ...one.step };
      const attempt = advance(staged.get(tag) ?? attempts.get(tag), record);
      if (!attempt) {
        one.reject(new Error(`the step ${record.step} cannot follow for ${tag}`));
        continue;
      }
      staged.set(tag, attempt);
      accepted.push([one, attempt]);
      lines += lineOf(record);
    }
    try {
      if (broken) throw broken;
      await lock?.seeThatItIsHeld();
      await diskTrouble(path, async () => {
        await file.appendFile(lines);
        await file.sync();
      });
      // Held even now: whoever takes the lock after this reads what was written before.
      await lock?.seeThatItIsHeld();
    } catch (error) {
      // Half a line may stand there now: a further one behind it would be damage in the middle.
      broken =
        error instanceof Failure
          ? error
          : new Failure('disk-trouble', `cannot write ${path}`, { cause: error });
      for (const [one] of accepted) one.reject(broken);
      return;
    }
    for (const [one, attempt] of accepted) {
      attempts.set(attempt.tag, attempt);
      index(attempt);
      one.resolve(attempt);
    }
  };

  return {
    attempts: () => [...attempts.values()],
    attemptsFor: (key) => [...(tagsByKey.get(key) ?? [])].flatMap((tag) => attempts.get(tag) ?? []),
    append(step) {
      return new Promise((resolve, reject) => {
        pending.push({ step, resolve, reject });
        writing ??= writeAll();
      });
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}
