/**
 * What is wrong with a script, as data. A diagnostic always has a place; a trouble without one
 * (network, disk, ffmpeg) is a `Failure` and never comes through here.
 */
import type { SourceText, Span } from './text.ts';

export type Severity = 'error' | 'warning';

/** A place in one file. */
export interface Place {
  readonly source: SourceText;
  readonly span: Span;
}

export interface Related extends Place {
  readonly message: string;
}

/** An edit that an editor can apply: each span is replaced by its text. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

export interface Diagnostic extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** What is wrong, and what to do about it. */
export function messageWithHint({ message, hint }: Diagnostic): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}

/** Each diagnostic once: a library that is looked at and imported besides is read more than once. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, source, span, message }) => {
    const key = JSON.stringify([source.path, span.start, span.end, code, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
