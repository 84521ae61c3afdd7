/** `scene reconcile`: submissions that may or may not have been accepted are settled. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import {
  cancelQueued,
  discardAbsent,
  settleByList,
  settleByWord,
  type Answer,
  type Question,
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
import { listenForStop, type Stop } from '../signals.ts';
import { findStore, type FoundStore } from '../store-folder.ts';
import { reconcileJson, reconcileLines } from './reconcile-lines.ts';

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

/** Ends with exit code 6 where something is left that nobody has settled. */
export async function reconcile(cli: Cli, options: ReconcileCommandOptions): Promise<ExitCode> {
  const found = await findStore(cli);
  const stop = listenForStop();
  const answers: Answer[] = [];
  const questions: Question[] = [];
  try {
    const lock = await takeLock(found.folder);
    try {
      for (const origin of await originsWith(openIn(options), found.folder)) {
        const one = await withSearch(cli, { ...found, lock, origin }, stop, (run) =>
          settleAll(run, options),
        );
        answers.push(...one.answers);
        questions.push(...one.questions);
      }
    } finally {
      await lock.release();
    }
  } finally {
    stop.release();
  }
  if (options.format === 'json') {
    cli.stdout.write(`${JSON.stringify(reconcileJson({ answers, questions }))}\n`);
  } else {
    cli.stdout.write(reconcileLines({ answers, questions }, cli).join('\n') + '\n');
  }
  if (stop.asked) {
    return stop.asked === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
  }
  return questions.length > 0 ? exitCodes.ambiguous : exitCodes.done;
}

async function settleAll(run: Search, options: ReconcileCommandOptions): Promise<Reconciled> {
  const byWord: Answer[] = [];
  for (const word of [...options.adopt, ...options.discard]) {
    byWord.push(await settleByWord(word, run));
  }
  const { answers, questions } = await settleByList(run);
  const discarded = options.yes ? await discardAbsent(questions, run) : [];
  const gone = new Set(discarded.map(({ attempt }) => attempt.tag));
  return {
    answers: [
      ...byWord,
      ...answers,
      ...discarded,
      ...(options.cancelQueued ? await cancelQueued(run) : []),
    ],
    questions: questions.filter(({ attempt }) => !gone.has(attempt.tag)),
  };
}

/** What there is to do for these options; an attempt at the service needs nobody otherwise. */
function openIn({ cancelQueued, adopt, discard }: ReconcileCommandOptions) {
  const wide = cancelQueued === true || adopt.length + discard.length > 0;
  return (attempt: Attempt): boolean =>
    isUnsettled(attempt) || isUnsent(attempt) || (wide && isInFlight(attempt));
}

async function originsWith(
  isOpen: (attempt: Attempt) => boolean,
  folder: string,
): Promise<readonly Origin[]> {
  const open: Origin[] = [];
  for (const origin of origins) {
    if ((await lookIntoStore(folder, origin)).some(isOpen)) open.push(origin);
  }
  return open;
}

async function withSearch<T>(
  cli: Cli,
  { project, folder, lock, origin }: FoundStore & { lock: HeldLock; origin: Origin },
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
