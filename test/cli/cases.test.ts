import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fileSystemHost } from '../../src/cli/host.ts';
import { casesOf } from '../support/cases.ts';
import type { Case } from '../support/cases.ts';
import { runScene } from '../support/cli.ts';
import { withDefaultMedia } from '../support/memory-host.ts';

/**
 * Runs the line in the case's file `command`, else `otherwise`, in the case's folder. Media that a
 * script names need not be there: they exist, of an ordinary size.
 */
function run(one: Case, otherwise: string) {
  const line = existsSync(one.at('command')) ? readFileSync(one.at('command'), 'utf8') : otherwise;
  return runScene(line.trim().split(' '), {
    cwd: one.folder,
    host: withDefaultMedia(fileSystemHost, one.folder),
  });
}

describe.each(casesOf('check'))('check $name', (one) => {
  test('says what it should', async () => {
    const { exitCode, stdout, stderr } = await run(one, 'check');
    const said = `exit ${exitCode}\n\n${stdout}${stderr}`;
    await expect(said).toMatchFileSnapshot(one.at('expected.txt'));
  });
});

describe.each(casesOf('compile'))('compile $name', (one) => {
  test('gives this plan', async () => {
    const { exitCode, stdout, stderr } = await run(one, 'compile episode.scene');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(one.at('plan.json'));
  });
});
