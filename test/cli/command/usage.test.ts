import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../../src/cli/program.ts';
import { fileSystemHost } from '../../../src/cli/host.ts';
import { exitCodes } from '../../../src/failure.ts';
import { runScene } from '../../support/cli.ts';
import { spawnScene } from '../../support/process.ts';
import { textOf } from '../../support/sources.ts';

const silent = { write: () => undefined, isTerminal: false, columns: 80 };
const program = buildProgram(
  {
    program: import.meta.filename,
    cwd: '/',
    env: {},
    host: fileSystemHost,
    stdout: silent,
    stderr: silent,
    readStdin: () => Promise.resolve(new Uint8Array()),
  },
  () => Promise.resolve(),
);
const commands = program.commands.map((command) => command.name());

describe('help', () => {
  test('without a command goes to stderr and is a mistake', async () => {
    const { exitCode, stdout, stderr } = await spawnScene([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Usage: scene');
  });

  test('that was asked for goes to stdout', async () => {
    const { exitCode, stdout, stderr } = await spawnScene(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const name of commands) expect(stdout).toContain(`  ${name} `);
  });

  test.each([
    ...commands,
    ...program.commands.flatMap((command) =>
      command.commands.map((inner) => `${command.name()} ${inner.name()}`),
    ),
  ])('of %s shows an example', async (named) => {
    const { exitCode, stdout } = await runScene([...named.split(' '), '--help'], { cwd: '/' });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`Usage: scene ${named}[^]*Examples?:\n  scene ${named}`));
  });
});

describe('the documents', () => {
  const document = textOf('docs/cli.md');

  test.each(program.commands)('speak of $_name and each of its options', (command) => {
    expect(document).toContain(`scene ${command.name()}`);
    const options = command.options.flatMap(({ short, long }) => short ?? long ?? []);
    expect(options.filter((option) => !document.includes(option))).toEqual([]);
  });

  test('speak of every exit code that a command can end with', () => {
    const later: readonly number[] = [exitCodes.changesPending];
    const codes = Object.values(exitCodes).filter((code) => !later.includes(code));
    const table = document.slice(document.indexOf('## Exit codes'));
    expect(
      codes.filter((code) => !new RegExp(`^\\|.*\\b${code}\\b.*\\|`, 'm').test(table)),
    ).toEqual([]);
  });
});

describe('a mistake in the command line', () => {
  test.each([
    { words: ['explian'], says: 'Did you mean explain?' },
    { words: ['explain', '--lst'], says: 'Did you mean --list?' },
    { words: ['zzz'], says: "unknown command 'zzz'" },
    { words: ['doctor', 'too', 'much'], says: 'too many arguments' },
    { words: ['init', '--language', 'fr'], says: 'Allowed choices are en, zh' },
    { words: ['takes', 'pick', 'a.b', 'x'], says: '`scene takes pick --help`' },
    { words: ['explain'], says: 'Which diagnostic' },
    { words: ['explain', 'unknown-sht'], says: 'Did you mean unknown-shot?' },
    { words: ['explain', 'film.mp4@12.5'], says: 'film.mp4' },
  ])('scene $words says so on stderr, and ends with 2', async ({ words, says }) => {
    const { exitCode, stdout, stderr } = await runScene(words, { cwd: '/' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('    at ');
  });
});

test('--version says the version of the package', async () => {
  const { version } = JSON.parse(textOf('package.json')) as { readonly version: string };
  expect(await spawnScene(['--version'])).toEqual({
    exitCode: 0,
    stdout: `${version}\n`,
    stderr: '',
  });
});
