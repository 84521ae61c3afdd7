import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import { askAt } from '../../src/cli/ask.ts';

const terminal = (isTTY: boolean) => {
  const input = new PassThrough();
  const stdin: unknown = Object.assign(input, { isTTY });
  const stderr: unknown = Object.assign(new PassThrough(), { isTTY });
  return { input, stdin: stdin as ReadStream, stderr: stderr as WriteStream };
};

test.each([
  ['a terminal', true, {}, true],
  ['no terminal', false, {}, false],
  ['a terminal in CI', true, { CI: 'true' }, false],
  ['CI=1', true, { CI: '1' }, false],
  ['CI that is said to be none', true, { CI: 'false' }, true],
  ['an empty CI', true, { CI: '' }, true],
] as const)('is there somebody to be asked: %s', (_, isTerminal, env, isThere) => {
  expect(askAt({ ...terminal(isTerminal), env }) !== undefined).toBe(isThere);
});

test.each([
  ['a line', 'yes\nno\n', 'yes'],
  ['the end of the input', '', ''],
] as const)('%s is an answer', async (_, typed, answer) => {
  const { input, ...seat } = terminal(true);
  input.end(typed);
  expect(await askAt({ ...seat, env: {} })?.('Make 2 clips? ')).toBe(answer);
});
