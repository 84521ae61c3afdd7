/** `scene render`: compile, make what is missing, cut the film. */
import path from 'node:path';
import { unmetDiskTrouble } from '../../disk-trouble.ts';
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { Project } from '../../project/project.ts';
import type { Outcome } from '../../render/carry-out.ts';
import type { BudgetLimit, Listener, RenderEvent } from '../../render/events.ts';
import { noAmounts } from '../../render/money.ts';
import { refuseMovedStore } from '../../render/moved.ts';
import { render } from '../../render/render.ts';
import type { SavedPlan } from '../../render/saved-plan.ts';
import type { Survey } from '../../render/survey.ts';
import { readAccepted, writeAccepted, type AcceptedTakes } from '../../store/accepted.ts';
import { isOpen } from '../../store/attempts.ts';
import { journalPath, openLocalStore } from '../../store/local-store.ts';
import { takeLock, type HeldLock } from '../../store/lock.ts';
import type { Store } from '../../store/store.ts';
import { sweepFolder, sweepStore } from '../../store/sweep.ts';
import type { Cli } from '../cli.ts';
import { acceptedPathOf, moneyOf } from '../compared/compared.ts';
import { forwardSlashes } from '../host.ts';
import { remember } from '../nothing-to-do/memory.ts';
import { lookingStore, openNotes, type Notes } from '../nothing-to-do/notes.ts';
import { listenForStop, type Stop } from '../signals.ts';
import { storeFolder } from '../store-folder.ts';
import { showFailure } from '../views/failure.ts';
import { shellWord } from '../views/shell-word.ts';
import { budgetsOf } from '../plan/report.ts';
import { acceptedAfter } from './accept.ts';
import { approve } from './approval.ts';
import { openBackend } from './backend.ts';
import { checkTranslations } from './check-translations.ts';
import { count, countMade, endingOf } from './ending.ts';
import { cutFilm, filmPath, missingShots } from './film.ts';
import { inspectClip } from './inspect-clip.ts';
import type { RenderCommandOptions } from './options.ts';
import { readOrder, type Order } from './order.ts';
import { jsonView } from './views/json-view.ts';
import { openView } from './views/open-view.ts';
import type { RenderStatus, RenderView } from './views/view.ts';
import type { MoneyWords } from '../views/money.ts';

/** Carries out what the command line says, and remembers where there was nothing to do. */
export async function renderWhole(
  outside: Cli,
  file: string,
  options: RenderCommandOptions,
): Promise<ExitCode> {
  const notes = openNotes();
  const cli = notes.listenTo(outside);
  const order = await readAll(cli, file, options);
  if (!order) return exitCodes.scriptErrors;
  const again = commandOf(file, options);
  if (order.saved) return renderOrder(cli, order, options, again);
  const whenDone = (): Promise<void> => remember(outside, { file, options }, notes);
  return renderOrder(cli, order, options, again, { memory: { notes, whenDone } });
}

/** All that is read before a run; for a program, its stream is whole even where nothing comes of it. */
async function readAll(
  cli: Cli,
  file: string,
  options: RenderCommandOptions,
): Promise<Order | undefined> {
  let whole: Order | undefined;
  try {
    const order = await readOrder(cli, file, options);
    if (order) await checkTranslations(order.plan, order.script);
    whole = order;
  } finally {
    if (!whole && options.format === 'json') endEarly(jsonView(cli), 'refused');
  }
  return whole;
}

/** `again` is the command that goes on where this run stops. */
export async function renderOrder(
  cli: Cli,
  order: Order,
  options: RenderCommandOptions,
  again: string,
  extras: OrderExtras = {},
): Promise<ExitCode> {
  const { project, choice } = order;
  const money = moneyOf(project, choice);
  const view = openView(cli, options.format, money, again);
  view.note(
    choice.name === 'ark'
      ? `Clips are bought from the service: ${choice.because}.`
      : `Clips are made by the simulator and cost nothing: ${choice.because}.`,
  );
  const stop = listenForStop();
  try {
    const notes = extras.memory?.notes ?? openNotes();
    const job: Job = { cli, options, order, extras, project, view, money, stop, notes };
    return await withStore(job, choice.name, (store, lock) => carryOut(job, store, lock));
  } catch (error) {
    view.close();
    if (options.format === 'json' && error instanceof Failure) {
      endEarly(view, earlyEnds[error.exitCode] ?? 'refused');
    }
    throw error;
  } finally {
    stop.release();
  }
}

export interface OrderExtras {
  /** Takes to go by instead of those that are written down; then nothing is written there either. */
  readonly accepted?: AcceptedTakes;
  /** `none`: the clips are all that is wanted. */
  readonly film?: 'none';
  /** Told what is looked at, and when all is done: still under the lock. */
  readonly memory?: { readonly notes: Notes; whenDone(): Promise<void> };
}

interface Job {
  readonly cli: Cli;
  readonly options: RenderCommandOptions;
  readonly order: Order;
  readonly extras: OrderExtras;
  readonly project: Project;
  readonly view: RenderView;
  readonly money: MoneyWords;
  readonly stop: Stop;
  readonly notes: Notes;
}

/** What is told by a run that finds nothing to do. */
const idleEvents: ReadonlySet<RenderEvent['type']> = new Set([
  'surveyed',
  'reused',
  'warning',
  'assembled',
]);

function listenerOf({ view, notes }: Job): Listener {
  return (event) => {
    if (!idleEvents.has(event.type)) notes.spoil();
    view.event(event);
  };
}

async function withStore<T>(
  { cli, options, order, project, view, notes }: Job,
  origin: Store['origin'],
  work: (store: Store, lock: HeldLock) => Promise<T>,
): Promise<T> {
  const folder = storeFolder(project);
  const lock = await takeLock(folder);
  try {
    if (lock.takenOverFrom) {
      notes.spoil();
      await sweepStore(folder);
      const output = options.output && path.resolve(cli.cwd, options.output);
      for (const made of [order.script, ...(output ? [output] : [])]) {
        await sweepFolder(path.dirname(made));
      }
      view.note(
        `A run that began ${lock.takenOverFrom.startedAt} has died; this one goes on for it.`,
      );
    }
    notes.look('content', journalPath(folder, origin));
    const store = await openLocalStore(folder, origin, { lock });
    try {
      return await work(lookingStore(store, notes), lock);
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
}

async function carryOut(job: Job, store: Store, lock: HeldLock): Promise<ExitCode> {
  const { cli, options, order, extras, project, view, money, stop, notes } = job;
  const { plan, saved, select } = order;
  const acceptedPath = acceptedPathOf(order.script, plan, project, store.origin);
  notes.look('content', acceptedPath);
  const accepted = extras.accepted ?? (await readAccepted(acceptedPath));
  const keyFile = cli.env['ARK_API_KEY_FILE'];
  if (keyFile) notes.look('stamp', path.resolve(cli.cwd, keyFile));
  const backend = await openBackend(store.origin, project.settings, store, cli.env);
  let outcome: Outcome;
  try {
    outcome = await render(plan, {
      root: project.root,
      store,
      service: backend.service,
      inspectClip,
      concurrency: options.concurrency ?? backend.concurrency,
      settings: backend.settings,
      stop: stop.signal,
      accepted,
      stale: order.stale,
      fields: order.fields,
      endpoints: project.settings.ark?.endpoints ?? {},
      budgets: [...approvedLimits(saved), ...budgetsOf(order, order.budget)],
      approve: (forecast) =>
        approve(cli, forecast, { yes: options.yes ?? saved !== undefined, money, view }),
      onEvent: listenerOf(job),
      ...(select ? { select } : {}),
      ...(saved ? { saved: { approval: saved.approval, agree: agreeWith(saved) } } : {}),
    });
  } finally {
    await backend.close();
  }
  const isLocked = outcome.failure?.reason === 'run-locked';
  let output: string | null = null;
  let trouble: Failure | undefined;
  try {
    if (!extras.accepted && outcome.standings && !isLocked) {
      await lock.seeThatItIsHeld();
      await writeAccepted(acceptedPath, acceptedAfter(accepted, outcome.standings.accepted));
    }
    if (!stop.asked && !isLocked && !extras.film) output = await film(job, store, outcome);
  } catch (error) {
    // What was bought is told all the same.
    if (!(error instanceof Failure)) throw error;
    trouble = error;
  }
  // Asked for again: somebody may have stopped the cutting.
  const ending = endingOf(outcome, stop.asked, trouble);
  view.end({
    status: ending.status,
    output,
    spent: money.real ? outcome.spent : noAmounts,
    worth: outcome.worth,
    generated: countMade(outcome, 'now'),
    reused: countMade(outcome, 'before'),
    failed: count(outcome, 'failed'),
    inFlight: outcome.inFlight,
    missing: extras.film ? [] : missingShots(plan, outcome.takes),
  });
  if (ending.status === 'done' && !store.journal.attempts().some(isOpen)) {
    await extras.memory?.whenDone();
  }
  if (trouble) showFailure(cli, trouble);
  return ending.exitCode;
}

/** The film's path relative to the working directory, or null where it is not cut. */
async function film(job: Job, store: Store, outcome: Outcome): Promise<string | null> {
  const { cli, options, project, stop, notes } = job;
  const { plan, script } = job.order;
  const missing = missingShots(plan, outcome.takes);
  if (missing.length > 0 && !options.allowGaps) return null;
  const output = options.output
    ? path.resolve(cli.cwd, options.output)
    : filmPath(script, store.origin);
  try {
    await cutFilm(plan, outcome.takes, output, {
      root: project.root,
      store,
      signal: stop.signal,
      onEvent: listenerOf(job),
      notes,
    });
  } catch (error) {
    if (stop.asked) return null;
    throw unmetDiskTrouble(error, output) ?? error;
  }
  return forwardSlashes(path.relative(cli.cwd, output));
}

/** What was approved may be spent once, over however many runs. */
function approvedLimits(saved: SavedPlan | undefined): readonly BudgetLimit[] {
  if (!saved) return [];
  const { CNY, USD } = saved.body.cost;
  return [
    { scope: 'plan', amount: CNY, currency: 'CNY' },
    { scope: 'plan', amount: USD, currency: 'USD' },
  ];
}

function agreeWith(saved: SavedPlan): (surveyed: Survey) => void {
  return (surveyed) => {
    refuseMovedStore(saved, surveyed);
  };
}

/** The command that goes on where this one stops. */
function commandOf(file: string, options: RenderCommandOptions): string {
  return [
    'scene render',
    shellWord(file),
    ...(options.backend ? [`--backend ${options.backend}`] : []),
    ...(options.concurrency === undefined ? [] : [`--concurrency ${options.concurrency}`]),
    ...(options.budget ? [`--budget ${options.budget.amount}${options.budget.currency}`] : []),
    ...(options.stale ? [`--stale ${options.stale}`] : []),
    ...(options.select ? [`--select ${shellWord(options.select.join(','))}`] : []),
    ...(options.allowGaps ? ['--allow-gaps'] : []),
    ...(options.output === undefined ? [] : [`-o ${shellWord(options.output)}`]),
  ].join(' ');
}

const earlyEnds: Partial<Readonly<Record<ExitCode, RenderStatus>>> = {
  [exitCodes.ambiguous]: 'ambiguous',
  [exitCodes.unavailable]: 'unavailable',
  [exitCodes.interrupted]: 'interrupted',
};

/** Where nothing was begun. */
function endEarly(view: RenderView, status: RenderStatus): void {
  view.end({
    status,
    output: null,
    spent: noAmounts,
    worth: noAmounts,
    generated: 0,
    reused: 0,
    failed: 0,
    inFlight: [],
    missing: [],
  });
}
