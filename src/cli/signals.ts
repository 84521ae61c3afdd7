import { exitCodes, type ExitCode } from '../failure.ts';

export type StopSignal = 'SIGINT' | 'SIGTERM';

export function exitCodeOf(signal: StopSignal): ExitCode {
  return signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
}

/** Resolves at the first signal that asks the process to stop; a second one then stops it at once. */
export function stopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => {
      resolve('SIGINT');
    });
    process.once('SIGTERM', () => {
      resolve('SIGTERM');
    });
  });
}

export interface Stop {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Which one it was; undefined while nobody asked to stop. */
  readonly asked: StopSignal | undefined;
  /** Gives the signals back to whoever had them. */
  release(): void;
}

/**
 * For work that must write down where it stands: the first signal asks it to stop, the second leaves
 * at once. The listeners stay until they are released, for others (a hidden cursor's, say) end the
 * process on a signal that nobody else listens to.
 */
export function listenForStop(): Stop {
  const controller = new AbortController();
  let asked: StopSignal | undefined;
  const on = (name: StopSignal) => (): void => {
    if (asked) process.exit(exitCodeOf(name));
    asked = name;
    controller.abort();
  };
  const listeners = { SIGINT: on('SIGINT'), SIGTERM: on('SIGTERM') };
  process.on('SIGINT', listeners.SIGINT).on('SIGTERM', listeners.SIGTERM);
  return {
    signal: controller.signal,
    get asked() {
      return asked;
    },
    release() {
      process.off('SIGINT', listeners.SIGINT).off('SIGTERM', listeners.SIGTERM);
    },
  };
}
