/** How a file is called to people and machines: relative to the working directory. */
import path from 'node:path';
import { forwardSlashes } from '../host.ts';

/** Relative with forward slashes where the file lies below or beside; a name such as `<stdin>` is itself. */
export function relativeTo(cwd: string): (absolute: string) => string {
  return (absolute) =>
    path.isAbsolute(absolute) ? forwardSlashes(path.relative(cwd, absolute)) : absolute;
}
