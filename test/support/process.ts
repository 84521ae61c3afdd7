/** The built command run as a process of its own, as a user runs it. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './sources.ts';

export const builtCommand = path.join(projectRoot, 'dist', 'scene.js');

export interface ProcessResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessSurroundings {
  readonly cwd?: string;
  /** The whole environment beside PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** A program and its words that start the command; absent: it is started from here. */
  readonly through?: readonly string[];
}

export function spawnScene(
  words: readonly string[],
  surroundings: ProcessSurroundings = {},
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const all = [...(surroundings.through ?? []), process.execPath, builtCommand, ...words];
    const [program = '', ...rest] = all;
    const child = spawn(program, rest, {
      cwd: surroundings.cwd ?? tmpdir(),
      env: { PATH: process.env['PATH'] ?? '', ...surroundings.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      });
    });
    child.stdin.end(surroundings.stdin ?? '');
  });
}

export interface Folder {
  readonly path: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  remove(): void;
}

/** A folder of its own under the system's temporary one. */
export function temporaryFolder(): Folder {
  const folder = mkdtempSync(path.join(tmpdir(), 'scenewright-'));
  return {
    path: folder,
    write(files) {
      mkdirSync(folder, { recursive: true });
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(folder, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
