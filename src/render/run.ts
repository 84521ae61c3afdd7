/**
 * What all parts of one run share: where it keeps and asks, whom it tells, and whether it still
 * submits. Once it has stopped or halted nothing new leaves; halting still fetches what is paid for.
 */
import type { Failure, FailureReason } from '../failure.ts';
import type { ShotField } from '../plan/fields.ts';
import type { Plan } from '../plan/plan.ts';
import type { AcceptedTakes } from '../store/accepted.ts';
import type { StaleChoice } from '../store/standing.ts';
import type { Store } from '../store/store.ts';
import type { Listener } from './events.ts';
import type { LocalMedia } from './local-media.ts';
import type { Pace } from './pace.ts';
import type { Polling } from './polling.ts';
import type { Purse } from './purse.ts';
import type { Service } from './service.ts';
import type { Settled } from './settle.ts';
import type { TagSettlement } from './settle-by-tag.ts';
import type { Sleep } from './sleep.ts';

export interface RenderSettings {
  /** Milliseconds between two looks at a task where nothing is known of how long it takes. */
  readonly pollMs: number;
  /** Send the attempt's tag as `safety_identifier`. */
  readonly tagTasks: boolean;
  /** Milliseconds for which the service's list is searched for a task before it counts as not shown. */
  readonly settleMs: number;
  /**
   * Whether the service is known to give tags back in its list: only then does the absence of one
   * prove that its task was never accepted.
   */
  readonly tagsEchoed: boolean;
  /** Submissions a minute that the account may make; they leave evenly spaced. */
  readonly requestsPerMinute: number;
  /** Milliseconds that a submission under way is waited for after a stop. */
  readonly stopGraceMs: number;
}

export const defaultSettings: RenderSettings = {
  pollMs: 5_000,
  tagTasks: true,
  settleMs: 30_000,
  tagsEchoed: false,
  requestsPerMinute: Infinity,
  stopGraceMs: 1_000,
};

/**
 * Measures a downloaded file.
 * @throws Failure `clip-unusable` where it is no clip
 */
export type InspectClip = (path: string) => Promise<{
  /** Of its pictures; absent where the file does not tell. */
  readonly seconds?: number;
  /** What is wrong with it, although it can be read. */
  readonly damage?: string | undefined;
}>;

export interface Run {
  readonly plan: Plan;
  readonly store: Store;
  readonly service: Service;
  readonly media: LocalMedia;
  readonly settings: RenderSettings;
  /** Accepted takes as they were before the run. */
  readonly accepted: AcceptedTakes;
  readonly stale: StaleChoice;
  /** Each shot field by field, to be kept with its takes. */
  readonly fields: ReadonlyMap<string, readonly Pick<ShotField, 'name' | 'value'>[]>;
  /** The saved plan that is carried out. */
  readonly approval: string | undefined;
  readonly emit: Listener;
  readonly sleep: Sleep;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly inspectClip: InspectClip;
  /** Somebody asked to stop: end at once what can be taken up again. */
  readonly stop: AbortSignal;
  readonly brake: Brake;
  readonly purse: Purse;
  readonly pace: Pace;
  readonly polling: Polling;
  /** Fresh signed links of clips by tag. They are keys of a kind and are kept in memory alone. */
  readonly links: Map<string, Link>;
  /** Attempts that are being waited for, by tag: nobody waits for one twice. */
  readonly settling: Map<string, Promise<Settled>>;
  /** Attempts that the service's list is searched for, by tag. */
  readonly searching: Map<string, Promise<TagSettlement>>;
  readonly now: () => Date;
}

export interface Link {
  readonly url: string;
  /** Milliseconds of the clock of `performance.now`, which nobody sets. */
  readonly atMs: number;
}

/** What keeps the run from submitting more. The first trouble counts; later ones follow from it. */
export interface Brake {
  readonly failure: Failure | undefined;
  halt(failure: Failure): void;
}

/** Would it meet every other shot as well? */
export function isOfTheRun({ reason }: Failure): boolean {
  return reasonsOfTheRun.has(reason);
}

const reasonsOfTheRun: ReadonlySet<FailureReason> = new Set([
  'key-refused',
  'service-unavailable',
  'disk-trouble',
  'run-locked',
  'configuration',
]);

export function mayContinue(run: Pick<Run, 'stop' | 'brake'>): boolean {
  return !run.stop.aborted && run.brake.failure === undefined;
}

/** @param abandon ends at once what goes on: without the lock nothing can be written down any more */
export function openBrake(emit: Listener, abandon: () => void = () => undefined): Brake {
  let first: Failure | undefined;
  return {
    get failure() {
      return first;
    },
    halt(failure) {
      if (failure.reason === 'run-locked') abandon();
      if (first) return;
      first = failure;
      emit({
        type: 'halted',
        reason: failure.reason,
        message: failure.message,
        ...(failure.hint === undefined ? {} : { hint: failure.hint }),
      });
    },
  };
}
