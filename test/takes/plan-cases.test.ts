/**
 * What `scene plan` says, as data. A case is a folder: `before.scene` is made first, as `made.txt`
 * says where it is there, then the commands of `between.txt` are run, then the script becomes
 * `after.scene`, and `expected.txt` is what is said of it.
 *
 * Lines of `made.txt`: `select SHOT…` makes those alone, `fail SHOT` and `unanswered SHOT` are what
 * the service does, `nothing` makes nothing. Lines of `between.txt`: words after `scene`, `become FILE`: the script is that one
 * now, or `lose SHOT`: its clip is gone.
 */
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { lookIntoStore } from '../../src/store/local-store.ts';
import { makeFolder } from '../render/support/bench.ts';
import { openServiceDouble } from '../render/support/service-double.ts';
import { casesOf, type Case } from '../support/cases.ts';
import { openStudio, scriptName, type Studio } from './support/studio.ts';

test.each(casesOf('plan'))('$name', async (one) => {
  const studio = openStudio(await makeFolder());
  await studio.write(await readFile(one.at('before.scene'), 'utf8'));
  await made(one, studio);
  for (const line of await linesOf(one, 'between.txt')) await between(line, one, studio);
  await studio.write(await readFile(one.at('after.scene'), 'utf8'));
  const options = await linesOf(one, 'options.txt');
  const { stdout, stderr, exitCode } = await studio.scene('plan', scriptName, ...options);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  await expect(stdout).toMatchFileSnapshot(one.at('expected.txt'));
});

async function made(one: Case, studio: Studio): Promise<void> {
  const lines = await linesOf(one, 'made.txt');
  const named = (word: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? line.split(' ').slice(1) : []));
  const select = named('select');
  if (lines.includes('nothing')) return;
  const service = openServiceDouble({
    refuse: (task) =>
      named('unanswered').includes(task)
        ? { outcome: 'ambiguous', why: 'no answer came in time' }
        : named('fail').includes(task)
          ? {
              outcome: 'refused',
              refusal: {
                code: 'InputTextSensitiveContentDetected',
                message: 'the words are refused',
                hint: undefined,
                byChance: false,
              },
            }
          : undefined,
  });
  await studio.make(service, select.length > 0 ? { select } : {});
}

async function between(line: string, one: Case, studio: Studio): Promise<void> {
  const [word = '', ...rest] = line.split(' ');
  if (word === 'lose') {
    const attempts = await lookIntoStore(`${studio.folder}/.scenewright`, 'simulator');
    const { sha256 = '' } = attempts.find(({ intent }) => intent.task === rest[0])?.clip ?? {};
    const home = `${studio.folder}/.scenewright/simulator/clips`;
    await rm(`${home}/${sha256.slice(0, 2)}/${sha256}.mp4`);
    return;
  }
  if (word === 'become') return studio.write(await readFile(one.at(rest.join(' ')), 'utf8'));
  const { exitCode, stderr } = await studio.scene(word, ...rest);
  if (exitCode !== 0) throw new Error(`${line}: ${stderr}`);
}

async function linesOf(one: Case, name: string): Promise<readonly string[]> {
  if (!existsSync(one.at(name))) return [];
  return (await readFile(one.at(name), 'utf8')).split('\n').filter((line) => line !== '');
}
