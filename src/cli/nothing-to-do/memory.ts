/**
 * A render that found nothing to do is remembered: what was asked, everything that its answer was made
 * from, and its words. Asked the same while all of that is as it was, it is answered with the same
 * words, and neither compiler nor journal is read.
 *
 * The memory can say nothing but "there is nothing to do", and nothing is ever bought because of it.
 * Small files are held against their content; media, the film and ffmpeg against length, times and
 * number on the disk; clips against their length, which is what a whole run asks of them. It lies in
 * the store, one file an episode, and may be deleted at any time.
 *
 * No lock is taken, for nothing is written: the answer is of one moment. Where a lock lies there, a run
 * may be changing what is looked at, and the whole way says whose it is.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../json.ts';
import { findProjectFile } from '../../project/project.ts';
import { canonicalJson, sha256 } from '../../store/canonical.ts';
import type { Cli } from '../cli.ts';
import { forwardSlashes } from '../host.ts';
import type { RenderCommandOptions } from '../render/options.ts';
import { withoutSecrets } from '../secrets.ts';
import { usualStoreName } from '../store-folder.ts';
import { writeAtomically } from '../write-atomically.ts';
import { aspectOf } from './aspect.ts';
import { isAsSeen, type Notes, type Said, type Sight } from './notes.ts';

export interface RenderQuestion {
  readonly file: string;
  readonly options: RenderCommandOptions;
}

interface Memory {
  /** Hash of what was asked, and by which code. */
  readonly question: string;
  readonly sights: readonly Sight[];
  readonly said: Said;
}

/** Says what was said before, where it is still true; false where it is not known to be. */
export async function sayAgain(cli: Cli, question: RenderQuestion): Promise<boolean> {
  const folder = await folderOf(cli, question);
  const memory = readMemory(memoryPath(folder, cli, question));
  if (memory?.question !== hashOf(cli, question)) return false;
  if (existsSync(path.join(folder, 'lock')) || !memory.sights.every(isAsSeen)) return false;
  for (const [stream, text] of memory.said) cli[stream].write(withoutSecrets(text, cli.env));
  return true;
}

/** Remembers a run that has found nothing to do, where all that it saw is still so. */
export async function remember(cli: Cli, question: RenderQuestion, notes: Notes): Promise<void> {
  const sights = notes.sights();
  if (!sights) return;
  const file = memoryPath(await folderOf(cli, question), cli, question);
  const memory: Memory = { question: hashOf(cli, question), sights, said: notes.said() };
  await writeAtomically(file, JSON.stringify(memory));
}

function scriptOf(cli: Cli, { file }: RenderQuestion): string {
  return forwardSlashes(path.resolve(cli.cwd, file));
}

function memoryPath(folder: string, cli: Cli, question: RenderQuestion): string {
  return path.join(folder, 'nothing-to-do', `${sha256(scriptOf(cli, question)).slice(0, 16)}.json`);
}

/**
 * The folder of the store. What the project's file says is taken here as it is: a memory is of a run
 * that has read the very same bytes with care.
 */
async function folderOf(cli: Cli, question: RenderQuestion): Promise<string> {
  const script = scriptOf(cli, question);
  const { root, bytes } = await findProjectFile(cli.host, path.posix.dirname(script));
  return path.resolve(root, (bytes && storeNameIn(bytes)) ?? usualStoreName);
}

function storeNameIn(bytes: Uint8Array): string | undefined {
  const settings = jsonOf(Buffer.from(bytes).toString());
  if (typeof settings !== 'object' || settings === null || !('store' in settings)) return undefined;
  return typeof settings.store === 'string' ? settings.store : undefined;
}

/** What a run depends on of its environment. Of the key, whether there is one. */
const variables = [
  ...['ARK_API_KEY_FILE', 'ARK_BASE_URL', 'PATH', 'FFMPEG_PATH', 'FFPROBE_PATH'],
  ...['NO_COLOR', 'FORCE_COLOR', 'CI', 'TERM'],
] as const;

/** Of the words of the command, of all that decides how they are answered, and of the tool itself. */
function hashOf(cli: Cli, { file, options }: RenderQuestion): string {
  const { cwd, env, stdout, stderr, colorChoice, program } = cli;
  const question = {
    // Its chunks are named by their content: the entry's own content is that of all the code.
    program: aspectOf('content', program),
    node: process.version,
    ...{ cwd, file, options, colorChoice },
    terminal: [stdout.isTerminal, stderr.isTerminal, stderr.columns, stderr.rows],
    hasKey: Boolean(env['ARK_API_KEY']),
    env: variables.map((name) => env[name]),
  };
  return sha256(canonicalJson(question));
}

/** One that a crash has torn, or that is not ours, counts as none: the whole way says what is wrong. */
function readMemory(file: string): Memory | undefined {
  if (!existsSync(file)) return undefined;
  const memory = jsonOf(readFileSync(file, 'utf8'));
  return isMemory(memory) ? memory : undefined;
}

/** The question holds the hash of the code: a memory of the same code has the same shape. */
function isMemory(value: unknown): value is Memory {
  return typeof value === 'object' && value !== null && 'question' in value && 'sights' in value;
}
