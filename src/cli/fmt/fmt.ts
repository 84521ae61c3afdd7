/** `scene fmt`: scripts in their canonical form. */
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { canonicalForm } from '../../language/canonical-form.ts';
import type { FormatOptions } from '../../language/format.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Cli } from '../cli.ts';
import { readScripts } from '../inputs/scripts.ts';
import type { Script } from '../inputs/scripts.ts';
import { showDiagnostics } from '../views/diagnostics.ts';
import { relativeTo } from '../views/paths.ts';
import { counted } from '../views/plural.ts';
import { writeAtomically } from '../write-atomically.ts';

export interface FmtOptions extends FormatOptions {
  readonly check?: boolean;
  readonly stdinFilename?: string;
}

export async function fmt(
  cli: Cli,
  paths: readonly string[],
  options: FmtOptions,
): Promise<ExitCode> {
  const nameOf = relativeTo(cli.cwd);
  const scripts = await readScripts(cli, paths, options);
  const tally: Tally = { changed: [], withErrors: 0, errors: [] };
  for (const script of scripts) {
    const written = await bytesOf(cli, script);
    const form = canonicalForm(script.path, written, options);
    tally.errors.push(...form.errors);
    if (form.errors.length > 0) {
      tally.withErrors += 1;
      continue;
    }
    const same = Buffer.from(form.text).equals(written);
    if (!same) tally.changed.push(nameOf(script.path));
    if (options.check) continue;
    if (script.bytes) cli.stdout.write(form.text);
    else if (!same) await writeAtomically(script.path, form.text);
  }
  await report(cli, tally, { files: scripts.length, mode: modeOf(scripts, options) });
  const notCanonical = options.check === true && tally.changed.length > 0;
  return notCanonical || tally.withErrors > 0 ? exitCodes.scriptErrors : exitCodes.done;
}

interface Tally {
  /** Files that are not, or were not, in their canonical form. */
  readonly changed: string[];
  readonly errors: Diagnostic[];
  withErrors: number;
}

type Mode = 'check' | 'in-place' | 'stdin';

function modeOf(scripts: readonly Script[], options: FmtOptions): Mode {
  if (options.check) return 'check';
  return scripts.some(({ bytes }) => bytes) ? 'stdin' : 'in-place';
}

async function report(
  cli: Cli,
  tally: Tally,
  about: { readonly files: number; readonly mode: Mode },
): Promise<void> {
  await showDiagnostics(cli, tally.errors);
  if (about.mode === 'check') cli.stdout.write(tally.changed.map((name) => `${name}\n`).join(''));
  if (tally.withErrors > 0) {
    cli.stderr.write(`${counted(tally.withErrors, 'file')} with errors left as written\n`);
  }
  if (about.mode === 'stdin') return;
  const changed = tally.changed.length;
  const said =
    about.mode === 'check'
      ? `${changed} of ${counted(about.files, 'file')} not in canonical form`
      : `${changed} of ${counted(about.files, 'file')} rewritten`;
  cli.stderr.write(`${said}\n`);
}

async function bytesOf(cli: Cli, script: Script): Promise<Uint8Array> {
  if (script.bytes) return script.bytes;
  const read = await cli.host.readFile(script.path);
  if (read.ok) return read.bytes;
  throw new Failure('file-missing', `${script.path} cannot be read: ${read.detail}.`);
}
