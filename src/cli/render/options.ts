import type { BackendName } from '../../project/backend.ts';
import type { Money } from '../../project/money.ts';
import type { StaleChoice } from '../../store/standing.ts';

/** `scene render` as its command line says it. */
export interface RenderCommandOptions {
  /** The film's file, relative to the working directory. */
  readonly output?: string;
  readonly backend?: BackendName;
  /** Tasks at the service at once. */
  readonly concurrency?: number;
  readonly budget?: Money;
  /** Shots as `scene.shot`. */
  readonly select?: readonly string[];
  /** Whether shots that build on a newer clip are made anew; absent: they stay. */
  readonly stale?: StaleChoice;
  readonly allowGaps?: true;
  readonly yes?: true;
  readonly format: 'human' | 'json';
}
