import type { BackendName } from '../../project/backend.ts';
import type { Money } from '../../project/money.ts';

export interface TakesOptions {
  /** The script of the episode; absent: the one here that has the shot. */
  readonly script?: string;
  readonly backend?: BackendName;
  readonly format?: 'human' | 'json';
}

export interface RerollOptions extends TakesOptions {
  readonly budget?: Money;
  readonly yes?: true;
}
