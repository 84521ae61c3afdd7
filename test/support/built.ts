/** Builds `dist/` once before all tests: some of them run the command as a user does. */
import { execFileSync } from 'node:child_process';
import { projectRoot } from './sources.ts';

export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot, stdio: 'inherit' });
}
