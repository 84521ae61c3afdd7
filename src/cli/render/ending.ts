/** How a render ended, in one word and one exit code. */
import { exitCodes, type ExitCode } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import type { Outcome } from '../../render/carry-out.ts';
import type { ShotResult } from '../../render/shot.ts';
import { exitCodeOf, type StopSignal } from '../signals.ts';
import type { RenderStatus } from './views/view.ts';

export interface Ending {
  readonly status: RenderStatus;
  readonly exitCode: ExitCode;
}

/**
 * The gravest counts: stopped, then what halted the run, then ambiguous, then failed.
 * @param trouble what came of the clips' wrapping up: the accepted takes, the film
 */
export function endingOf(
  outcome: Outcome,
  asked: StopSignal | undefined,
  trouble: Failure | undefined,
): Ending {
  if (asked) {
    return { status: 'interrupted', exitCode: exitCodeOf(asked) };
  }
  if (outcome.failure) return { status: 'unavailable', exitCode: outcome.failure.exitCode };
  if (count(outcome, 'ambiguous') > 0) {
    return { status: 'ambiguous', exitCode: exitCodes.ambiguous };
  }
  if (trouble) return { status: 'partial', exitCode: trouble.exitCode };
  const whole = [...outcome.shots.values()].every((result) => result.state === 'kept');
  return whole
    ? { status: 'done', exitCode: exitCodes.done }
    : { status: 'partial', exitCode: exitCodes.partial };
}

export function count(outcome: Outcome, state: ShotResult['state']): number {
  return [...outcome.shots.values()].filter((result) => result.state === state).length;
}

export function countMade(outcome: Outcome, made: 'now' | 'before'): number {
  return [...outcome.shots.values()].filter(
    (result) => result.state === 'kept' && result.made === made,
  ).length;
}
