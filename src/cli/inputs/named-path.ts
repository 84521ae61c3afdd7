/** What stands at a path that somebody has named. */
import { lstat, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../../failure.ts';
import { ifThere } from '../../files.ts';
import { whyUnreadable } from '../../disk-trouble.ts';
import { nearName } from '../../source/near-name.ts';
import type { Host } from '../../source/host.ts';
import type { Cli } from '../cli.ts';
import { forwardSlashes } from '../host.ts';

export interface NamedPath {
  /** Absolute, forward slashes. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** @throws Failure `file-missing` where there is nothing, or it may not be looked at: it says which */
export async function lookAt(cli: Cli, named: string): Promise<NamedPath> {
  const absolute = path.resolve(cli.cwd, named);
  const found = await readable(named, ifThere(stat(absolute)));
  if (!found) throw await missing(cli, absolute, named);
  const kind = found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined;
  if (kind) return { path: forwardSlashes(absolute), kind };
  throw new Failure('usage', `${named} is a pipe or a device, and no file.`);
}

/** The one file that a command takes; `wanted` says what it should be, such as `a script`. */
export async function fileNamed(cli: Cli, named: string, wanted: string): Promise<string> {
  if (named === '-') {
    throw new Failure('usage', 'Standard input (-) is not read here: name a file.', {
      hint: '`scene check`, `scene fmt` and `scene compile` read a script from standard input.',
    });
  }
  const { path: file, kind } = await lookAt(cli, named);
  if (kind === 'file') return file;
  const scripts = (await cli.host.namesIn(file)).filter((name) => name.endsWith('.scene')).sort();
  throw new Failure('usage', `${named} is a folder: name ${wanted}.`, {
    ...(scripts.length === 0 ? {} : { hint: `In it lie ${scripts.slice(0, 5).join(', ')}.` }),
  });
}

/**
 * The script of an episode.
 * @throws Failure `usage` for JSON, such as a plan: its text would be told line by line for a bad script
 */
export async function scriptNamed(cli: Cli, named: string): Promise<string> {
  const file = await fileNamed(cli, named, 'the script of an episode');
  if (!(await isJson(file, named))) return realScript(cli.host, file);
  throw new Failure('usage', `${named} is JSON, and no script.`, {
    hint: 'Name the .scene file. A plan that was saved is carried out by `scene render`.',
  });
}

/**
 * Where a script lies, links resolved: through a link it is the same script of the same project, and
 * what was bought for it is not bought again. A link that calls something else a script stays its own.
 */
export async function realScript(host: Pick<Host, 'realPath'>, file: string): Promise<string> {
  const real = await host.realPath(file);
  if (real?.endsWith('.scene')) return real;
  const folder = path.posix.dirname(file);
  return path.posix.join((await host.realPath(folder)) ?? folder, path.posix.basename(file));
}

/** By its first character that is no blank: no script begins with a brace. */
export async function isJson(file: string, named: string): Promise<boolean> {
  const handle = await readable(named, open(file, 'r'));
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(256), 0, 256, 0);
    return new TextDecoder().decode(buffer.subarray(0, bytesRead)).trimStart().startsWith('{');
  } finally {
    await handle.close();
  }
}

/** What reading a path gives; that it may not be read becomes a Failure `file-missing` which says why. */
export async function readable<T>(named: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const why = whyUnreadable(cause);
    if (why === undefined) throw cause;
    throw new Failure('file-missing', `${named} cannot be read: ${why}.`, { cause });
  }
}

async function missing(cli: Cli, absolute: string, named: string): Promise<Failure> {
  if (await ifThere(lstat(absolute))) {
    return new Failure('file-missing', `${named} is a link that leads to nothing.`);
  }
  const near = nearName(path.basename(absolute), await cli.host.namesIn(path.dirname(absolute)));
  return new Failure('file-missing', `There is no file or folder called ${named}.`, {
    hint:
      near === undefined
        ? 'The path is read from the working directory.'
        : `Did you mean ${path.join(path.dirname(named), near)}?`,
  });
}
