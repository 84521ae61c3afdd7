export interface Finding {
  /** At most nine characters. */
  readonly subject: string;
  /** `bad`: a film cannot be made until it is mended. */
  readonly state: 'good' | 'note' | 'bad';
  readonly text: string;
  /** What to do. */
  readonly advice?: string;
}
