/** Where every shot of a run stands, folded from events. Pure: the time comes in with each event. */
import type { FoundShot, RenderEvent } from '../../../render/events.ts';
import { noAmounts, sumAmounts } from '../../../render/money.ts';
import type { Amounts } from '../../../store/records.ts';

export type Phase =
  | 'waiting'
  | 'submitting'
  | 'postponed'
  | 'queued'
  | 'running'
  | 'downloading'
  | 'kept'
  | 'reused'
  | 'failed'
  | 'skipped'
  | 'ambiguous';

export interface ShotProgress {
  readonly task: string;
  readonly phase: Phase;
  /** Seconds of footage. */
  readonly seconds: number;
  readonly needs: readonly string[];
  /** An earlier run submitted it: its price is none of what this run was to spend. */
  readonly isResumed: boolean;
  /** Milliseconds since 1970: when it was first sent, and when it ended. */
  readonly beganAt: number | undefined;
  readonly endedAt: number | undefined;
  /** The service's word for a status that we have none for; why it failed; what it waits for. */
  readonly detail: string | undefined;
}

export interface Progress {
  readonly episode: string;
  readonly shots: ReadonlyMap<string, ShotProgress>;
  readonly concurrency: number;
  /** Of the clips that this run submitted and has kept. */
  readonly cost: Amounts;
  readonly forecastCost: Amounts;
  readonly exact: boolean;
  readonly halted: string | undefined;
  readonly stopping: boolean;
  /** How far the cutting room is. */
  readonly assembly:
    { readonly stage: string; readonly done: number; readonly total: number } | undefined;
}

export const emptyProgress: Progress = {
  episode: '',
  shots: new Map(),
  concurrency: 1,
  cost: noAmounts,
  forecastCost: noAmounts,
  exact: true,
  halted: undefined,
  stopping: false,
  assembly: undefined,
};

/** The phases in which a shot is over, well or not. */
export function isOver(phase: Phase): boolean {
  return ['kept', 'reused', 'failed', 'skipped', 'ambiguous'].includes(phase);
}

export function isActive(phase: Phase): boolean {
  return phase !== 'waiting' && !isOver(phase);
}

export function withEvent(progress: Progress, event: RenderEvent, atMs: number): Progress {
  switch (event.type) {
    case 'surveyed':
      return {
        ...progress,
        episode: event.episode,
        concurrency: event.concurrency,
        forecastCost: event.forecast.cost,
        exact: event.forecast.exact,
        shots: new Map(event.shots.map((shot) => [shot.task, beginningOf(shot)])),
      };
    case 'assembling':
      return { ...progress, assembly: event };
    case 'halted':
      return { ...progress, halted: event.message };
    case 'stopping':
      return { ...progress, stopping: true };
    case 'publishing':
    case 'salvaged':
    case 'warning':
    case 'assembled':
      return progress;
    case 'kept':
      return {
        ...withShot(progress, event.task, { phase: 'kept', endedAt: atMs, detail: undefined }),
        cost: progress.shots.get(event.task)?.isResumed
          ? progress.cost
          : sumAmounts([progress.cost, event.cost]),
      };
    case 'reused':
      return withShot(progress, event.task, { phase: 'reused' });
    case 'submitting':
      return withShot(progress, event.task, { phase: 'submitting', beganAt: atMs });
    case 'postponed':
      return withShot(progress, event.task, {
        phase: 'postponed',
        detail: event.why === 'busy' ? 'service busy' : 'service not reached',
      });
    case 'submitted':
      return withShot(progress, event.task, { phase: 'queued', detail: undefined });
    case 'resumed':
      return withShot(progress, event.task, { phase: 'queued', beganAt: atMs });
    case 'status':
      return withShot(progress, event.task, {
        phase: event.status === 'queued' ? 'queued' : 'running',
        detail: ['queued', 'running'].includes(event.status) ? undefined : event.status,
      });
    case 'downloading':
      return withShot(progress, event.task, { phase: 'downloading' });
    case 'failed':
      return withShot(progress, event.task, {
        phase: 'failed',
        endedAt: atMs,
        detail: event.message,
      });
    case 'skipped':
      return withShot(progress, event.task, { phase: 'skipped', detail: event.because });
    case 'ambiguous':
      return withShot(progress, event.task, { phase: 'ambiguous', detail: event.why });
  }
}

/**
 * Milliseconds until the last shot is kept, by how long a second of footage took so far; undefined
 * until one is kept. The longer of two ways counts: all that is left over the places, and the
 * longest chain.
 */
export function remainingMs(progress: Progress, nowMs: number): number | undefined {
  let tookMs = 0;
  let madeSeconds = 0;
  for (const shot of progress.shots.values()) {
    if (shot.phase !== 'kept' || shot.beganAt === undefined || shot.endedAt === undefined) continue;
    tookMs += shot.endedAt - shot.beganAt;
    madeSeconds += footage(shot);
  }
  if (madeSeconds === 0) return undefined;
  const msPerSecond = tookMs / madeSeconds;
  const finishedAfter = new Map<string, number>();
  let work = 0;
  let longest = 0;
  // The shots are in an order in which each stands after what it needs.
  for (const shot of progress.shots.values()) {
    if (isOver(shot.phase)) continue;
    const spent = shot.beganAt === undefined ? 0 : nowMs - shot.beganAt;
    const own = Math.max(0, footage(shot) * msPerSecond - spent);
    const before = Math.max(0, ...shot.needs.map((name) => finishedAfter.get(name) ?? 0));
    finishedAfter.set(shot.task, before + own);
    longest = Math.max(longest, before + own);
    work += own;
  }
  return Math.max(longest, work / progress.concurrency);
}

function footage(shot: ShotProgress): number {
  return shot.seconds > 0 ? shot.seconds : 10;
}

function beginningOf(shot: FoundShot): ShotProgress {
  return {
    task: shot.task,
    phase: shot.state === 'reused' ? 'reused' : 'waiting',
    seconds: shot.seconds,
    needs: shot.needs,
    isResumed: shot.state === 'resumed',
    beganAt: undefined,
    endedAt: undefined,
    detail: undefined,
  };
}

function withShot(progress: Progress, task: string, change: Partial<ShotProgress>): Progress {
  const shot = progress.shots.get(task);
  if (!shot) return progress;
  const shots = new Map(progress.shots);
  shots.set(task, { ...shot, ...change });
  return { ...progress, shots };
}
