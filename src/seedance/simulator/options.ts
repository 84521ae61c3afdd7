/** What a simulator can be told, and what holds when it is not. */
import { randomBytes } from 'node:crypto';
import { accountLimits, type ModelName } from '../capabilities.ts';
import type { Fault } from './faults.ts';
import type { Seed } from './random.ts';

export interface SimulatorOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Default: a new one. */
  readonly apiKey?: string;
  /** Tasks that run at once; more are queued, and of 4k all but one. Default as for an enterprise. */
  readonly concurrency?: number;
  /** Creates a minute and model, of 4k fewer; more are answered 429. Default as for an enterprise. */
  readonly rpm?: number;
  /** Queued tasks; more are answered QuotaExceeded. Default 1 000. */
  readonly queueLimit?: number;
  /** Lists a second; more are answered 429. Default 1; Infinity: any number. */
  readonly listsPerSecond?: number;
  /**
   * Seconds that a task runs at least, a range that each draws its own from, or its own by the shot's
   * name. Default 0.
   */
  readonly latencySeconds?:
    number | readonly [from: number, to: number] | ((shot: string) => number);
  /**
   * `drawn`, the default: each clip shows what was asked for. `reused`: one clip is drawn for each size
   * and length, and every task gets a copy with bytes of its own, so that a thousand tasks cost little.
   */
  readonly clips?: 'drawn' | 'reused';
  readonly faults?: readonly Fault[];
  /** Whatever is left to chance is drawn from this. Default 1. */
  readonly seed?: Seed;
  /**
   * A folder that outlives the process: tasks, clips and the bill are kept in it, and a simulator that
   * is started on it again knows them. Default: a temporary one, removed by `close`.
   */
  readonly dir?: string;
  /** Milliseconds since 1970. Default: the clock. Latency is of the real clock all the same. */
  readonly now?: () => number;
  /** Seconds that a signed link holds. Default 86 400. */
  readonly linkSeconds?: number;
  /** Seconds that the record of a task is kept. Default 604 800, seven days. */
  readonly recordSeconds?: number;
  /** Where `safety_identifier` comes back. Default `everywhere`; nobody has verified the live service. */
  readonly tagEcho?: 'everywhere' | 'nowhere';
  /** Endpoint ids (`ep-…`) that stand for a model. */
  readonly endpoints?: Readonly<Record<string, ModelName>>;
  /**
   * Files behind `asset://ID`, by id. Absent: every well-formed id is a preset portrait, drawn here;
   * present: any other id is refused.
   */
  readonly assets?: Readonly<Record<string, string>>;
  readonly onEvent?: (event: SimulatorEvent) => void;
}

/** For a log; views turn it into words. */
export type SimulatorEvent =
  | {
      readonly type: 'request';
      readonly method: string;
      /** Without its query. */
      readonly path: string;
      /** 0 where the connection was cut on purpose. */
      readonly status: number;
      /** The service's code, where it refused. */
      readonly code?: string;
    }
  | { readonly type: 'task'; readonly id: string; readonly shot: string; readonly status: string }
  | { readonly type: 'fault'; readonly kind: string; readonly shot: string }
  | { readonly type: 'trouble'; readonly id: string; readonly why: string }
  | { readonly type: 'callback-failed'; readonly id: string; readonly why: string };

export type Settings = Required<Omit<SimulatorOptions, 'dir' | 'assets' | 'port'>> &
  Pick<SimulatorOptions, 'dir' | 'assets'>;

export function settingsOf(options: SimulatorOptions): Settings {
  return {
    apiKey: options.apiKey ?? `simulator-${randomBytes(12).toString('hex')}`,
    concurrency: options.concurrency ?? accountLimits.enterprise.tasksAtOnce,
    rpm: options.rpm ?? accountLimits.enterprise.createsPerMinute,
    queueLimit: options.queueLimit ?? 1_000,
    listsPerSecond: options.listsPerSecond ?? 1,
    latencySeconds: options.latencySeconds ?? 0,
    clips: options.clips ?? 'drawn',
    faults: options.faults ?? [],
    seed: options.seed ?? 1,
    now: options.now ?? Date.now,
    linkSeconds: options.linkSeconds ?? 86_400,
    recordSeconds: options.recordSeconds ?? 604_800,
    tagEcho: options.tagEcho ?? 'everywhere',
    endpoints: options.endpoints ?? {},
    onEvent: options.onEvent ?? (() => undefined),
    ...(options.dir === undefined ? {} : { dir: options.dir }),
    ...(options.assets === undefined ? {} : { assets: options.assets }),
  };
}
