/** How diagnostics are written for programs: one file a format, each of which makes such a function. */
import type { Diagnostic } from '../../source/diagnostic.ts';

export interface WrittenCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** The scripts that were asked for, by the path that their diagnostics have. */
  readonly files: readonly string[];
  /** How a file is called: relative to the working directory, with forward slashes. */
  readonly nameOf: (path: string) => string;
  /** Whether the command fails because of it. */
  readonly fails: (diagnostic: Diagnostic) => boolean;
}

export type DiagnosticsWriter = (check: WrittenCheck) => string;
