/** What `scene fmt` and an editor write: the canonical form of a file that has no errors. */
import { decode } from './decode.ts';
import { formatSource, type FormatOptions } from './format.ts';
import { parse } from './parse.ts';
import type { Diagnostic } from '../source/diagnostic.ts';

export interface CanonicalForm {
  /** Where there are any, `text` is empty and the file is to be left as it is. */
  readonly errors: readonly Diagnostic[];
  readonly text: string;
}

/** A file with errors has none: what was not understood cannot be written anew. */
export function canonicalForm(
  path: string,
  bytes: Uint8Array,
  options: FormatOptions = {},
): CanonicalForm {
  const { source, diagnostics: undecodable } = decode(bytes, path);
  const found = undecodable.length > 0 ? undecodable : parse(source).diagnostics;
  const errors = found.filter(
    ({ severity, code }) =>
      severity === 'error' && !(options.name === true && code === 'shot-without-name'),
  );
  if (errors.length > 0) return { errors, text: '' };
  return { errors, text: formatSource(source, options) };
}
