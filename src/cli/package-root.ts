/** The folder of this package, wherever its code runs from: the bundle, or the sources under test. */
import { existsSync } from 'node:fs';
import path from 'node:path';

export function packageRoot(): string {
  let at = import.meta.dirname;
  while (!existsSync(path.join(at, 'docs', 'diagnostics'))) {
    const parent = path.dirname(at);
    if (parent === at) throw new Error('the package has lost its docs folder');
    at = parent;
  }
  return at;
}
