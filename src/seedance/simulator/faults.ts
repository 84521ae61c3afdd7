/**
 * Faults on demand: by rate, or for a named shot and so many times. Whether one strikes is drawn from
 * the seed, the shot and how often that was asked, so a run can be repeated.
 */
import { Failure } from '../../failure.ts';
import { chance, type Seed } from './random.ts';

export const faultKinds = [
  /** Before acceptance: nothing is made, nothing billed. */
  'create-rate-limited',
  'create-refused',
  'create-unavailable',
  'create-cut',
  /** After acceptance: the task runs and is billed, and the client is not told. */
  'create-accepted-unavailable',
  'create-accepted-cut',
  'create-accepted-silent',
  'create-accepted-garbled',
  'task-failed',
  'task-expired',
  /** Made and billed, and of half the seconds. */
  'task-short',
  'get-unavailable',
  'get-rate-limited',
  'get-cut',
  'list-unavailable',
  'list-rate-limited',
  'download-cut',
  'download-slow',
  /** Half of it, and then nothing more, while the connection stands. */
  'download-silent',
  'download-unavailable',
  'download-expired',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** The shot it strikes; absent: any. */
  readonly shot?: string;
  /** The service's code, for `create-refused` and `task-failed`. */
  readonly code?: string;
  /** Of the occasions, from 0 to 1; absent: each. */
  readonly rate?: number;
  /** How often at most; absent: without end. */
  readonly times?: number;
}

export interface Faults {
  /** The fault of these kinds that strikes now, if one does. */
  strike(kinds: readonly FaultKind[], about: { readonly shot: string }): Fault | undefined;
}

export function createFaults(faults: readonly Fault[], seed: Seed): Faults {
  const struck = new Map<Fault, number>();
  const asked = new Map<string, number>();
  return {
    strike(kinds, { shot }) {
      return faults.find((fault, place) => {
        if (!kinds.includes(fault.kind)) return false;
        if (fault.shot !== undefined && fault.shot !== shot) return false;
        const already = struck.get(fault) ?? 0;
        if (already >= (fault.times ?? Infinity)) return false;
        const occasion = `${place} ${shot}`;
        const nth = asked.get(occasion) ?? 0;
        asked.set(occasion, nth + 1);
        if (chance(seed, 'fault', occasion, nth) >= (fault.rate ?? 1)) return false;
        struck.set(fault, already + 1);
        return true;
      });
    },
  };
}

/**
 * A fault as the command line writes it: `KIND[@SHOT][:CODE][=RATE][*TIMES]`, for example
 * `create-cut=0.1` or `task-failed@arrival.counter:OutputVideoSensitiveContentDetected*1`.
 * Throws Failure `usage`.
 */
export function parseFault(text: string): Fault {
  const match = notation.exec(text.trim());
  const kind = faultKinds.find((one) => one === match?.[1]);
  const rate = match?.[4] === undefined ? undefined : Number(match[4]);
  if (match === null || kind === undefined || (rate !== undefined && !(rate <= 1))) {
    throw new Failure('usage', `“${text}” is not a fault that the simulator knows.`, {
      hint: `Write KIND[@SHOT][:CODE][=RATE][*TIMES], the kind one of ${faultKinds.join(', ')}.`,
    });
  }
  return {
    kind,
    ...(match[2] === undefined ? {} : { shot: match[2] }),
    ...(match[3] === undefined ? {} : { code: match[3] }),
    ...(rate === undefined ? {} : { rate }),
    ...(match[5] === undefined ? {} : { times: Number(match[5]) }),
  };
}

const notation =
  /^([a-z-]+)(?:@([^:=*]+))?(?::([A-Za-z.]+))?(?:=(\d+(?:\.\d+)?|\.\d+))?(?:\*(\d+))?$/u;
