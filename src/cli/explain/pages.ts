/** Where the page of each diagnostic lies: `docs/diagnostics/CODE.md` of this package. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../package-root.ts';

export function pagePath(code: string): string {
  return path.join(packageRoot(), 'docs', 'diagnostics', `${code}.md`);
}

export function pageAddress(code: string): string {
  return pathToFileURL(pagePath(code)).href;
}
