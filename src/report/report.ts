/**
 * What the page says, as data: gathered from the plan, the journal and the store, and free of markup.
 * Pictures are named by a key; their bytes stand beside it.
 */
import type { MediumKind } from '../media/facts.ts';
import type { Estimate, PlanEpisode, RelationKind, TransitionKind } from '../plan/plan.ts';
import type { Amounts } from '../store/records.ts';
import type { ShotState } from '../store/standing.ts';
import type { Origin } from '../store/store.ts';

export type Language = 'en' | 'zh';

export interface Report {
  readonly language: Language;
  readonly episode: PlanEpisode;
  readonly origin: Origin;
  /** The newest record of the journal; null before anything is made. ISO 8601, UTC. */
  readonly asOf: string | null;
  readonly film: ReportFilm;
  readonly scenes: readonly ReportScene[];
  readonly cut: CutTrack;
  readonly runs: readonly ReportRun[];
  readonly money: ReportMoney;
  readonly warnings: readonly ReportWarning[];
  /** What is missing from the page and why. */
  readonly notes: readonly string[];
  /** Data URIs by key. */
  readonly pictures: ReadonlyMap<string, string>;
}

export interface ReportFilm {
  readonly width: number | null;
  readonly height: number | null;
  /** Relative address of the film's file, percent-encoded; absent where it is not there. */
  readonly link?: string;
}

export interface ReportScene {
  readonly id: string;
  readonly heading: string | null;
  readonly shots: readonly ReportShot[];
}

export interface ReportShot {
  /** `scene.shot`. */
  readonly id: string;
  readonly name: string;
  /** Position in the script, from 1. */
  readonly number: number;
  /** Seconds asked for; null where the model decides. */
  readonly seconds: number | null;
  readonly model: string;
  readonly resolution: string;
  readonly ratio: string;
  /** The seed that was used, or that the script asks for. */
  readonly seed: number | null;
  readonly inCut: boolean;
  readonly relation?: { readonly kind: RelationKind; readonly of: readonly string[] };
  readonly state: ShotState;
  readonly chosen?: 'picked' | 'pinned';
  /** Shots that it builds on and that have a newer clip. */
  readonly newer: readonly string[];
  /** Why the last try failed, or why it is not settled. */
  readonly trouble?: string;
  readonly script: readonly ScriptLine[];
  readonly source: { readonly file: string; readonly line: number };
  readonly prompt: readonly PromptPiece[];
  readonly references: readonly Reference[];
  readonly poster?: Poster;
  /** Every take that the plan asks for, and every one that was made. */
  readonly takes: readonly ReportTake[];
  readonly money: ShotMoney;
  readonly warnings: readonly ReportWarning[];
}

/** What stands in the frame of a shot. */
export interface Poster {
  /** `clip`: a frame of what was made; `frame`: the picture that the shot is to begin on. */
  readonly kind: 'clip' | 'frame';
  readonly picture: string;
  readonly link?: string;
}

export interface ReportTake {
  readonly number: number;
  readonly accepted: boolean;
  readonly state: ShotState;
  readonly seed: number | null;
  readonly cost: Amounts | null;
  readonly picture?: string;
  readonly link?: string;
}

export interface ScriptLine {
  readonly kind: 'header' | 'action' | 'dialogue' | 'field' | 'cut' | 'note' | 'other';
  readonly number: number;
  /** Without the indentation of the block. */
  readonly text: string;
}

export type PromptPiece =
  | { readonly text: string }
  /** `reference` is a place in the shot's references. */
  | { readonly text: string; readonly reference: number };

export interface Reference {
  readonly type: MediumKind;
  /** As the prompt counts: from 1, each type for itself. */
  readonly number: number;
  readonly role: string;
  /** What it is of, as the script calls it. */
  readonly label: string;
  /** Its file, the shot it comes from, or the host that it lies on. */
  readonly origin: string;
  readonly picture?: string;
}

export interface ShotMoney {
  readonly estimate: Estimate;
  /** Of all its takes. */
  readonly estimated: Amounts;
  /** What all attempts cost or may have cost. Of the simulator's: what they would have. */
  readonly spent: Amounts;
  readonly attempts: number;
  /** What is still to be made. */
  readonly toCome: Amounts;
}

export interface ReportMoney {
  readonly estimated: Amounts;
  readonly spent: Amounts;
  readonly toCome: Amounts;
  /** False where an estimate is an upper bound. */
  readonly exact: boolean;
  readonly tokens: number;
  /** Spent on shots of this episode that the script no longer has. */
  readonly elsewhere: Amounts | null;
  readonly scenes: readonly {
    readonly id: string;
    readonly heading: string | null;
    readonly estimated: Amounts;
    readonly spent: Amounts;
  }[];
}

export interface CutTrack {
  readonly seconds: number;
  /** False where a clip is not made yet, and counts by the seconds that are written. */
  readonly measured: boolean;
  readonly blocks: readonly CutBlock[];
  readonly transitions: readonly CutTransition[];
  readonly scenes: readonly {
    readonly id: string;
    readonly heading: string | null;
    readonly fromSeconds: number;
    readonly seconds: number;
  }[];
}

export interface CutBlock {
  readonly kind: 'clip' | 'title' | 'footage' | 'still' | 'black';
  /** The shot's id, the card's words, or the name of a file. */
  readonly label: string;
  readonly shot?: string;
  readonly fromSeconds: number;
  readonly seconds: number;
  readonly picture?: string;
  /** The picture is one that the shot will be made from. */
  readonly drawn?: true;
  readonly seam?: Seam;
}

/** How a clip meets those that it was made from. */
export interface Seam {
  readonly relation: RelationKind;
  readonly of: readonly string[];
  /**
   * `found`: by comparing frames; `advice`: the vendor's, nothing found; `doubled`: its first frame is
   * the last one before it; `none`: nothing cut.
   */
  readonly by: 'found' | 'advice' | 'doubled' | 'none';
  /** Frames that are cut from it because they repeat its source. */
  readonly cutFrames: number;
  readonly cutFromNeighbour: number;
}

export interface CutTransition {
  readonly kind: TransitionKind;
  readonly fromSeconds: number;
  readonly seconds: number;
}

/** Attempts that followed each other without a long pause. */
export interface ReportRun {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly rows: readonly RunRow[];
}

export interface RunRow {
  readonly task: string;
  readonly end: 'kept' | 'failed' | 'lost' | 'open' | 'ambiguous';
  readonly why?: string;
  readonly phases: readonly {
    /** `waiting`: for its turn here. `queued`: at the service, before it began. */
    readonly kind: 'waiting' | 'queued' | 'running' | 'downloading';
    readonly fromSeconds: number;
    readonly seconds: number;
  }[];
}

export interface ReportWarning {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly hint?: string;
}
