/**
 * What happens in a render, as data. The renderer speaks in these and in nothing else; views turn
 * them into words. `--format json` writes them as they are, so fields may be added and never changed.
 */
import type { FailureReason } from '../failure.ts';
import type { Currency } from '../seedance/capabilities.ts';
import type { Amounts } from '../store/records.ts';
import type { ShotState } from '../store/standing.ts';

/** What was found of a shot before anything is done. */
export type FoundState =
  /** A clip is kept for exactly this request. */
  | 'reused'
  /** Submitted by an earlier run, not yet fetched. */
  | 'resumed'
  /** An earlier run does not know whether it was accepted. */
  | 'ambiguous'
  /** Was paid for, is gone from the disk, and the service keeps it no longer. */
  | 'lost'
  | 'generate';

export interface FoundShot {
  readonly task: string;
  readonly state: FoundState;
  /** How it stands to what was made of it before. */
  readonly standing?: ShotState;
  /** Seconds asked for; -1 where the model decides. */
  readonly seconds: number;
  /** Shots that it builds on. */
  readonly needs: readonly string[];
  readonly source: { readonly file: string; readonly line: number };
}

/** What this run would submit, at its upper bound where it is not exact. */
export interface Forecast {
  readonly generate: number;
  readonly reused: number;
  readonly resumed: number;
  readonly tokens: number;
  readonly cost: Amounts;
  readonly exact: boolean;
}

export type ShotEvent =
  | { readonly type: 'reused'; readonly task: string }
  | { readonly type: 'submitting'; readonly task: string }
  /** Refused for now (429), or the service could not be reached: it is sent again after this while. */
  | {
      readonly type: 'postponed';
      readonly task: string;
      readonly why: 'busy' | 'unreachable';
      readonly waitMs: number;
    }
  | { readonly type: 'submitted'; readonly task: string; readonly id: string }
  | { readonly type: 'resumed'; readonly task: string; readonly id: string }
  /** The service's own word; only when it has changed. */
  | { readonly type: 'status'; readonly task: string; readonly status: string }
  | { readonly type: 'downloading'; readonly task: string }
  | {
      readonly type: 'kept';
      readonly task: string;
      readonly clip: string;
      readonly tokens: number | null;
      readonly cost: Amounts;
    }
  | {
      readonly type: 'failed';
      readonly task: string;
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
      readonly source: { readonly file: string; readonly line: number };
    }
  /** Not begun: the shot `because` that it builds on has no clip. */
  | { readonly type: 'skipped'; readonly task: string; readonly because: string }
  | {
      readonly type: 'ambiguous';
      readonly task: string;
      readonly tag: string;
      readonly why: string;
    };

export type RenderEvent =
  | ShotEvent
  | {
      readonly type: 'surveyed';
      readonly episode: string;
      /** Tasks at the service at once. */
      readonly concurrency: number;
      readonly shots: readonly FoundShot[];
      readonly forecast: Forecast;
    }
  /** Videos of this machine are made readable to the service; what is there already is not sent. */
  | { readonly type: 'publishing'; readonly files: number; readonly bytes: number }
  /** A clip of an earlier run that this plan no longer asks for: it is paid for and is fetched. */
  | { readonly type: 'salvaged'; readonly task: string; readonly clip: string }
  /** Nothing more is submitted; what is at the service is still fetched. */
  | {
      readonly type: 'halted';
      readonly reason: FailureReason;
      readonly message: string;
      readonly hint?: string;
    }
  | { readonly type: 'stopping'; readonly inFlight: readonly InFlight[] }
  /** The film is being cut; `stage` is the cutting room's own word. */
  | {
      readonly type: 'assembling';
      readonly stage: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'assembled'; readonly output: string; readonly seconds: number }
  /** What somebody who looks at the film should know. */
  | { readonly type: 'warning'; readonly message: string };

export interface InFlight {
  readonly task: string;
  readonly id: string;
}

export interface BudgetLimit {
  readonly scope: 'run' | 'plan' | 'episode' | 'project';
  readonly amount: string;
  readonly currency: Currency;
}

export type Listener = (event: RenderEvent) => void;
