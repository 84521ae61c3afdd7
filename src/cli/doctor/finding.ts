import type { Failure } from '../../failure.ts';

export interface Finding {
  /** At most nine characters. */
  readonly subject: string;
  /** `bad`: a film cannot be made until it is mended. */
  readonly state: 'good' | 'note' | 'bad';
  readonly text: string;
  /** What to do. */
  readonly advice?: string;
}

/** What a render would end with. */
export function findingOf(subject: string, { message, hint }: Failure): Finding {
  return { subject, state: 'bad', text: message, ...(hint !== undefined && { advice: hint }) };
}
