/** What an assembly says of itself: where everything stands in the film, and what was done to it. */
import type { RelationKind } from '../plan/plan.ts';
import type { PlacedTransition } from './timeline.ts';

/** Where everything stands. */
export interface PlacedFilm {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly frames: number;
  /** One for each item of the cut that is pictures, in playing order. */
  readonly items: readonly PlacedItem[];
  readonly transitions: readonly PlacedTransition[];
}

export interface AssembleReport extends PlacedFilm {
  /** The film's absolute path. */
  readonly output: string;
  /** Whether the film was there already, made from the same: then nothing was done. */
  readonly unchanged: boolean;
  readonly seams: readonly SeamReport[];
  /** Frames whose coded pictures are those of the clips, bit for bit. */
  readonly copiedFrames: number;
  readonly encoded: readonly EncodedPart[];
  readonly loudness: LoudnessReport;
  readonly warnings: readonly string[];
}

export interface PlacedItem {
  /** Its place in `plan.cut`. */
  readonly cutIndex: number;
  readonly firstFrame: number;
  /** An overlapping transition belongs to both its sides. */
  readonly frames: number;
  /** The frames of its source that play: from the first to before the second. */
  readonly sourceFrom: number;
  readonly sourceTo: number;
}

export interface SeamReport {
  readonly cutIndex: number;
  readonly shot: string;
  readonly relation: RelationKind;
  /** The shot or footage whose frames are repeated. */
  readonly source: string;
  readonly end: 'head' | 'tail';
  /** `found`: by comparing frames; `advice`: 6 and 1, nothing found; `none`: nothing cut. */
  readonly by: 'found' | 'advice' | 'none';
  /** Frames cut from the clip itself. */
  readonly cutFrames: number;
  /** Frames cut from its neighbour, by the advice alone. */
  readonly cutFromNeighbour: number;
  /** The frames that seemed to be repeated, believed or not. */
  readonly supposedFrames: number;
  /** From 0 to 1; a repetition is believed from `leastConfidence` on. */
  readonly confidence: number;
}

/** By EBU R128, as `ebur128` of ffmpeg measures it. */
export interface LoudnessReport {
  readonly targetLufs: number;
  /** Of the cut before anything was changed; null where there was nothing to hear. */
  readonly beforeLufs: number | null;
  readonly gainDb: number;
  /** Whether a limiter had to hold peaks down. */
  readonly limited: boolean;
  /** Measured on the film's own sound track. */
  readonly lufs: number | null;
  readonly truePeakDb: number | null;
}

export interface EncodedPart {
  readonly firstFrame: number;
  readonly frames: number;
  readonly why: string;
}

export type AssembleStage = 'probe' | 'seams' | 'pictures' | 'sound' | 'join';

export interface AssembleProgress {
  readonly stage: AssembleStage;
  readonly done: number;
  readonly total: number;
}
