/** What a view of a render is told. Views alone turn it into words. */
import type { RenderEvent } from '../../../render/events.ts';
import type { Amounts } from '../../../store/records.ts';

export type RenderStatus =
  'done' | 'partial' | 'ambiguous' | 'unavailable' | 'interrupted' | 'refused';

/** The end of a run; `--format json` writes it as its last line. */
export interface Summary {
  readonly status: RenderStatus;
  /** The film, relative to the working directory; null where none was cut. */
  readonly output: string | null;
  readonly spent: Amounts;
  /** The price of the clips that were made, whichever run submitted them; on the simulator as if it were real. */
  readonly worth: Amounts;
  readonly generated: number;
  readonly reused: number;
  readonly failed: number;
  readonly inFlight: readonly { readonly task: string; readonly id: string }[];
  /** Shots of the cut that have no clip. */
  readonly missing: readonly string[];
}

export interface RenderView {
  /** Something said before the run or beside it, in one sentence. */
  note(sentence: string): void;
  event(event: RenderEvent): void;
  /** The view leaves the screen as it is, so that somebody can be asked a question. */
  pause(): void;
  end(summary: Summary): void;
  /** After a failure nothing but this is called. */
  close(): void;
}
