/** `scene reconcile`: submissions that may or may not have been accepted are settled. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import {
  attemptNamed,
  cancelQueued,
  decisionsOf,
  discardAbsent,
  settleByList,
  settleByWords,
  type Answer,
  type Question,
  type Told,
  type Word,
} from '../../render/reconcile.ts';
import { defaultSettings } from '../../render/run.ts';
import type { Search } from '../../render/settle-by-tag.ts';
import { sleepUnlessAborted } from '../../render/sleep.ts';
import { isInFlight, isUnsent, isUnsettled, type Attempt } from '../../store/attempts.ts';
import { lookIntoStore, openLocalStore } from '../../store/local-store.ts';
import { takeLock, type HeldLock } from '../../store/lock.ts';
import { origins, type Origin, type Store } from '../../store/store.ts';
import type { Cli } from '../cli.ts';
import { openBackend } from '../render/backend.ts';
import { exitCodeOf, listenForStop, type Stop } from '../signals.ts';
import { findStore, type FoundStore } from '../store-folder.ts';
import { reconcileJson, reconcileLines } from './reconcile-lines.ts';
import { toJson } from '../views/json.ts';

export interface ReconcileCommandOptions {
  readonly adopt: readonly Required<Word>[];
  readonly discard: readonly Word[];
  readonly yes?: true;
  readonly cancelQueued?: true;
  readonly format: 'human' | 'json';
}

export interface Reconciled {
  readonly answers: readonly Answer[];
  readonly questions: readonly Question[];
}

/**
 * Ends with exit code 6 where something is left that nobody has settled. What was settled is told even
 * where the service cannot be asked for the rest.
 */
export async function reconcile(cli: Cli, options: ReconcileCommandOptions): Promise<ExitCode> {
  const found = await findStore(cli);
  const stop = listenForStop();
  const answers: Answer[] = [];
  const questions: Question[] = [];
  const told: Told = (answer) => void answers.push(answer);
  const show = (): void => {
    const shown = { answers, questions };
    cli.stdout.write(
      options.format === 'json'
        ? `${toJson(reconcileJson(shown))}\n`
        : `${reconcileLines(shown, cli).join('\n')}\n`,
    );
  };
  try {
    const lock = await takeLock(found.folder);
    try {
      const work = await workIn(found.folder, options);
      const within = (origin: Origin): SearchPlace => ({ ...found, lock, origin });
      const [, ...others] = work.filter(({ words }) => words.length > 0);
      // Those of the first are looked at when its turn comes, before anything of any is written down.
      for (const { origin, words } of others) {
        await withSearch(cli, within(origin), stop, (run) => decisionsOf(words, run));
      }
      for (const { origin, words } of work) {
        await withSearch(cli, within(origin), stop, async (run) => {
          await settleByWords(words, run, told);
          questions.push(...(await settleRest(run, options, told)));
        });
      }
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (answers.length > 0) show();
    throw error;
  } finally {
    stop.release();
  }
  show();
  if (stop.asked) {
    return exitCodeOf(stop.asked);
  }
  return questions.length > 0 ? exitCodes.ambiguous : exitCodes.done;
}

async function settleRest(
  run: Search,
  { yes, cancelQueued: all }: ReconcileCommandOptions,
  told: Told,
): Promise<readonly Question[]> {
  const questions = await settleByList(run, told);
  if (yes) await discardAbsent(questions, run, told);
  if (all) await cancelQueued(run, told);
  return yes ? questions.filter((question) => !question.provesAbsence) : questions;
}

interface OriginWork {
  readonly origin: Origin;
  /** Those that mean an attempt of this origin. */
  readonly words: readonly Word[];
}

/** @throws Failure `usage` for a word that means no open attempt of any origin, or more than one */
async function workIn(
  folder: string,
  { adopt, discard, cancelQueued: all }: ReconcileCommandOptions,
): Promise<readonly OriginWork[]> {
  const attempts = new Map<Origin, readonly Attempt[]>();
  for (const origin of origins) attempts.set(origin, await lookIntoStore(folder, origin));
  const everywhere = [...attempts.values()].flat();
  const meant = [...adopt, ...discard].map((word) => ({
    word,
    attempt: attemptNamed(word.name, everywhere),
  }));
  const isOpen = (attempt: Attempt): boolean =>
    isUnsettled(attempt) || isUnsent(attempt) || (all === true && isInFlight(attempt));
  return [...attempts].flatMap(([origin, own]) => {
    const words = meant.filter(({ attempt }) => own.includes(attempt)).map(({ word }) => word);
    return words.length > 0 || own.some(isOpen) ? [{ origin, words }] : [];
  });
}

interface SearchPlace extends FoundStore {
  readonly lock: HeldLock;
  readonly origin: Origin;
}

async function withSearch<T>(
  cli: Cli,
  { project, folder, lock, origin }: SearchPlace,
  stop: Stop,
  work: (run: Search) => Promise<T>,
): Promise<T> {
  const store: Store = await openLocalStore(folder, origin, { lock });
  try {
    const backend = await openBackend(origin, project.settings, store, cli.env);
    try {
      return await work({
        store,
        service: backend.service,
        settings: { ...defaultSettings, ...backend.settings },
        sleep: sleepUnlessAborted,
        stop: stop.signal,
        searching: new Map(),
        now: () => new Date(),
      });
    } finally {
      await backend.close();
    }
  } finally {
    await store.close();
  }
}
