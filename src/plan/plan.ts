/**
 * The plan: everything that rendering needs, as JSON. `scene compile` writes it, others build on it;
 * fields may be added within 1.x and are never changed. The zod schema that reads one back is in
 * `schema.ts`, and a test holds the two together.
 *
 * A URL in a plan is one of `https://…`, `asset://…`, `file:PATH` (relative to the plan's root,
 * forward slashes, not percent-encoded), `clip:TASK` (that shot's accepted clip) and
 * `frame:TASK#last` (its last frame).
 */
import type { RelationKind, TransitionKind } from '../language/syntax.ts';
import type { Currency, Ratio, Resolution } from '../seedance/capabilities.ts';

export type { RelationKind, TransitionKind } from '../language/syntax.ts';

export const planFormatVersion = '1.0';

export interface Plan {
  readonly formatVersion: string;
  readonly episode: PlanEpisode;
  readonly film: PlanFilm;
  readonly scenes: readonly PlanScene[];
  readonly tasks: readonly PlanTask[];
  readonly cut: readonly PlanCutItem[];
  readonly estimate: Estimate;
}

export interface PlanEpisode {
  readonly id: string;
  readonly number: number | null;
  readonly title: string | null;
  readonly series: string | null;
  /** The episode's own budget as written; amounts are decimal digits. */
  readonly budget: { readonly amount: string; readonly currency: Currency } | null;
  /** The episode's file, relative to the root. */
  readonly file: string;
}

export interface PlanFilm {
  /** Null with `adaptive`: the first clip decides. */
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: 24;
  readonly soundtrack: PlanSoundtrack | null;
  /** LUFS. */
  readonly loudness: number;
  readonly subtitles: 'off' | 'on' | 'burn';
  /** A medium's URL, or `clip:TASK`. */
  readonly cover: string | null;
}

export interface PlanSoundtrack {
  readonly url: string;
  readonly levelDb: number | null;
}

export interface PlanScene {
  readonly id: string;
  readonly heading: string | null;
  /** Absent: the film's goes on. Null: silent here. */
  readonly soundtrack?: PlanSoundtrack | null;
}

export interface PlanTask {
  /** `scene.shot`; with several takes `scene.shot#2`, `#3` follow. */
  readonly id: string;
  /** Shots whose accepted take this one needs. */
  readonly dependsOn: readonly string[];
  readonly request: PlanRequest;
  readonly estimate: Estimate;
  /** What is heard in the clip: the shot's own lines, and those of the clips that it is made of. */
  readonly dialogue: readonly PlanDialogue[];
  readonly inherited: Readonly<
    Record<string, { readonly value: string; readonly from: string; readonly sent: boolean }>
  >;
  /** Values that gave way to what the model demands; absent where none did. */
  readonly derived?: Readonly<
    Record<string, { readonly value: string; readonly insteadOf: string }>
  >;
  /** SHA-256 of what the shot means, resolved but before wording. */
  readonly meaning: string;
  readonly source: { readonly file: string; readonly line: number };
}

export interface PlanDialogue {
  readonly speaker: string;
  readonly text: string;
  readonly line: number;
}

/** The body of the POST, in the service's own spelling. `service:` lines may add keys. */
export interface PlanRequest {
  readonly model: string;
  readonly content: readonly ContentItem[];
  readonly resolution: Resolution;
  readonly ratio: Ratio;
  /** Whole seconds, or -1: the model decides. */
  readonly duration: number;
  readonly generate_audio: boolean;
  readonly watermark: boolean;
  readonly return_last_frame: true;
  readonly seed?: number;
  readonly omni_reference_task_type?: 'reference' | 'edit' | 'extend';
  readonly [extra: string]: unknown;
}

export type ContentItem =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'image_url';
      readonly image_url: { readonly url: string };
      readonly role: 'first_frame' | 'last_frame' | 'reference_image';
    }
  | {
      readonly type: 'video_url';
      readonly video_url: { readonly url: string };
      readonly role: 'reference_video';
    }
  | {
      readonly type: 'audio_url';
      readonly audio_url: { readonly url: string };
      readonly role: 'reference_audio';
    };

/** `exact: false` marks an upper bound: what a header did not tell, or what the model decides. */
export interface Estimate {
  readonly tokens: number;
  readonly cost: Readonly<Record<Currency, number>>;
  readonly exact: boolean;
}

export interface PlanRelation {
  readonly kind: RelationKind;
  /** Shots by id, footage as its URL. */
  readonly of: readonly string[];
  /** Of an edit of a clip that was made from others: what that repeats, the edit repeats too. */
  readonly edited?: {
    readonly task: string;
    readonly relation: Pick<PlanRelation, 'kind' | 'of'>;
  };
}

/** Seconds of the returned clip; an open end is null. */
export interface PlanTrim {
  readonly fromSeconds: number | null;
  readonly toSeconds: number | null;
}

export type PlanCutItem =
  | {
      readonly kind: 'title';
      readonly text: string;
      readonly durationSeconds: number;
      readonly scene: string;
    }
  | {
      readonly kind: 'clip';
      readonly task: string;
      readonly scene: string;
      readonly relation?: PlanRelation;
      readonly trim?: PlanTrim;
      /** A shot shown again by a `clip` line. */
      readonly again?: true;
      /** The clip's first frame doubles the last one before it. */
      readonly dropFirstFrame?: true;
      readonly captions?: readonly string[];
    }
  | {
      readonly kind: 'footage';
      readonly url: string;
      readonly scene: string;
      readonly trim?: PlanTrim;
    }
  | {
      readonly kind: 'still';
      readonly url: string;
      readonly durationSeconds: number;
      readonly scene: string;
    }
  | { readonly kind: 'black'; readonly durationSeconds: number; readonly scene: string }
  | {
      readonly kind: 'transition';
      readonly transition: TransitionKind;
      readonly durationSeconds: number;
      readonly scene?: string;
    };
