import { describe, expect, test } from 'vitest';
import type { Cli } from '../../src/cli/cli.ts';
import { runCommandLine } from '../../src/cli/run.ts';
import { withoutSecrets } from '../../src/cli/secrets.ts';
import { Failure, exitCodes } from '../../src/failure.ts';
import { runScene } from '../support/cli.ts';
import { memoryHost } from '../support/memory-host.ts';

/** `scene doctor` in a world where looking for the project ends in `error`. */
async function doctorThatMeets(error: Error, env: Record<string, string> = {}) {
  const kept: string[] = [];
  const output = { write: (text: string) => kept.push(text), isTerminal: false, columns: 80 };
  const cli: Cli = {
    program: import.meta.filename,
    cwd: '/',
    env,
    host: { ...memoryHost({}), readFile: () => Promise.reject(error) },
    stdout: { ...output, write: () => undefined },
    stderr: output,
    readStdin: () => Promise.resolve(new Uint8Array()),
  };
  const exitCode = await runCommandLine(['doctor'], cli);
  return { exitCode, stderr: kept.join('') };
}

test('doctor finds what a render would be refused for, and shows no key', async () => {
  const env = { ARK_API_KEY: 'sk-0123 456789', ARK_BASE_URL: 'https://me:secret@example.com/v3' };
  const { exitCode, stdout, stderr } = await runScene(['doctor'], { cwd: '/', env });
  expect(exitCode).toBe(2);
  expect(stdout).toContain('✗ service   The address of the service must not hold a name');
  expect(stdout).toContain('✗ key       The key of the service holds blanks');
  expect(stdout + stderr).not.toMatch(/sk-0123|456789|secret/);
});

describe('a fault of the program', () => {
  const key = 'sk-0123456789abcdef';

  test('asks for a report and ends with a code of its own', async () => {
    const { exitCode, stderr } = await doctorThatMeets(new TypeError('x is not a function'));
    expect(exitCode).toBe(70);
    expect(stderr).toContain('fault of the program, not of your script');
    expect(stderr).toContain('TypeError: x is not a function');
    expect(stderr).toContain('    at ');
  });

  test('never shows the key, wherever it has got into', async () => {
    const { stderr } = await doctorThatMeets(
      new Error(`GET /?key=${key} Authorization: Bearer ${key}`),
      {
        ARK_API_KEY: key,
        SECRET_OF_MINE: 'environment-value',
      },
    );
    expect(stderr).not.toContain(key);
    expect(stderr).not.toContain('environment-value');
    expect(stderr).toContain('[hidden]');
  });
});

test.each([
  ['Authorization: Bearer abc.def', 'Authorization: Bearer [hidden]'],
  [
    'https://b.s3.x/clip.mp4?X-Amz-Date=1&X-Amz-Signature=ffff&a=1',
    'https://b.s3.x/clip.mp4?X-Amz-Date=1&X-Amz-Signature=[hidden]&a=1',
  ],
])('%s is shown without its secret', (text, shown) => {
  expect(withoutSecrets(text, {})).toBe(shown);
});

test('every failure ends with the exit code that its reason has', () => {
  expect(new Failure('run-locked', '').exitCode).toBe(7);
  expect(new Set(Object.values(exitCodes)).size).toBe(Object.keys(exitCodes).length);
});

describe('colour', () => {
  const escape = '\u001B[';
  const inColor = async (
    words: readonly string[],
    env: Record<string, string>,
    isTerminal: boolean,
  ) =>
    (await runScene(['explain', 'zzzzz', ...words], { cwd: '/', env, isTerminal })).stderr.includes(
      escape,
    );

  test.each([
    { words: [], env: {}, isTerminal: true, expected: true },
    { words: [], env: {}, isTerminal: false, expected: false },
    { words: [], env: { NO_COLOR: '1' }, isTerminal: true, expected: false },
    { words: [], env: { NO_COLOR: '' }, isTerminal: true, expected: true },
    { words: [], env: { NO_COLOR: 'false' }, isTerminal: true, expected: false },
    { words: [], env: { CI: 'true' }, isTerminal: true, expected: false },
    { words: [], env: { TERM: 'dumb' }, isTerminal: true, expected: false },
    { words: [], env: { FORCE_COLOR: '1' }, isTerminal: false, expected: true },
    { words: [], env: { FORCE_COLOR: '0' }, isTerminal: true, expected: false },
    { words: [], env: { FORCE_COLOR: '1', NO_COLOR: '1' }, isTerminal: false, expected: false },
    { words: ['--color'], env: { NO_COLOR: '1' }, isTerminal: false, expected: true },
    { words: ['--no-color'], env: { FORCE_COLOR: '1' }, isTerminal: true, expected: false },
  ])('$words $env on a terminal: $isTerminal', async ({ words, env, isTerminal, expected }) => {
    expect(await inColor(words, env, isTerminal)).toBe(expected);
  });
});
