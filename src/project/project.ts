/**
 * The project around a script: the folder of `scenewright.json`, found upward from the script, else
 * the folder of the script itself, and what that file says.
 */
import path from 'node:path';
import { Failure } from '../failure.ts';
import type { Host } from '../source/host.ts';
import type { ProjectSettings } from './schema.ts';

export type { ProjectSettings } from './schema.ts';

export const projectFileName = 'scenewright.json';

export interface Project {
  /** Absolute, links resolved, forward slashes. */
  readonly root: string;
  /** Absolute path of the project's file; absent where there is none. */
  readonly file?: string;
  readonly settings: ProjectSettings;
}

/** The project of the folder `from` (absolute); a project's file that is wrong is a `Failure`. */
export async function findProject(host: Host, from: string): Promise<Project> {
  const { root, file, bytes } = await findProjectFile(host, from);
  if (file === undefined || bytes === undefined) return { root, settings: {} };
  // zod is loaded only where there is something to read with it.
  const { readSettings } = await import('./read.ts');
  return { root, file, settings: readSettings(decode(bytes, file), file) };
}

export interface FoundProjectFile {
  /** The file's folder; where there is none, the folder that was asked about, links resolved. */
  readonly root: string;
  readonly file?: string;
  readonly bytes?: Uint8Array;
}

/** Where the project's file lies, unread. One that cannot be read is a `Failure`. */
export async function findProjectFile(host: Host, from: string): Promise<FoundProjectFile> {
  const folder = (await host.realPath(from)) ?? from;
  for (let at = folder; ; at = path.posix.dirname(at)) {
    const file = path.posix.join(at, projectFileName);
    const read = await host.readFile(file);
    if (read.ok) return { root: at, file, bytes: read.bytes };
    if (read.problem === 'unreadable') {
      throw new Failure('configuration', `${file} cannot be read: ${read.detail}.`);
    }
    if (at === path.posix.dirname(at)) return { root: folder };
  }
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure('configuration', `${file} is not UTF-8 text.`, { cause });
  }
}
