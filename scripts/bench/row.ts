/** One line of the table that `npm run bench` prints. */
export interface Row {
  readonly what: string;
  readonly result: string;
  /** What we want of it; absent where the row is only there to compare with. */
  readonly goal?: string;
  readonly reached?: boolean;
}

export interface Bench {
  readonly name: string;
  run(): Promise<readonly Row[]>;
}
