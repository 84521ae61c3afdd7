/**
 * A real disk of a few megabytes (tmpfs) in a mount namespace of its own, which the rest of the machine
 * does not see: it can be filled, and made read-only for everybody, root too.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Why there is none here; undefined where there is. */
export const noSmallDisk: string | undefined = whyNot();

export interface SmallDisk {
  /** The folder as those inside see it. */
  readonly folder: string;
  /** The same folder as it is reached from outside. */
  readonly reached: string;
  /** What a program is started through, so that it stands in that folder and sees the disk. */
  readonly through: readonly string[];
  /** Fills it but for so many KiB (whole pages: multiples of 4). */
  fillBut(kib: number): void;
  /** Takes away what filled it. */
  free(): void;
  /** Makes a folder of it a disk of its own, read-only or writable. */
  remount(folder: string, mode: 'ro' | 'rw'): void;
  close(): Promise<void>;
}

export const ballastName = 'ballast';

export async function openSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = mkdtempSync(path.join(tmpdir(), 'scenewright-disk-'));
  const script = 'mount -t tmpfs -o size="$1"m tmpfs "$0" && echo mounted && exec cat';
  const holder = spawn('unshare', ['-rm', 'sh', '-c', script, folder, String(megabytes)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => holder.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once('data', () => {
      resolve();
    });
    holder.once('error', reject).once('close', () => {
      reject(new Error('the small disk could not be mounted'));
    });
  });
  const enter = ['nsenter', '-t', String(holder.pid), '-U', '-m', '--preserve-credentials'];
  const inside = (command: string, ...words: string[]): void => {
    const [program = '', ...rest] = [...enter, 'sh', '-c', command, ...words];
    const { status, stderr } = spawnSync(program, rest, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command}: ${stderr}`);
  };
  return {
    folder,
    reached: `/proc/${holder.pid}/root${folder}`,
    through: [...enter, 'sh', '-c', 'cd "$0" && exec "$@"', folder],
    fillBut(kib) {
      const blocks = `$(( $(df -k --output=avail "$0" | tail -n 1) - ${kib} ))`;
      inside(`head -c "${blocks}k" /dev/zero > "$0/${ballastName}"`, folder);
    },
    free() {
      rmSync(`/proc/${holder.pid}/root${folder}/${ballastName}`, { force: true });
    },
    remount(name, mode) {
      const at = path.join(folder, name);
      mkdirSync(`/proc/${holder.pid}/root${at}`, { recursive: true });
      const bound = 'mountpoint -q "$0" || mount --bind "$0" "$0"';
      inside(`{ ${bound}; } && mount -o "remount,bind,$1" "$0"`, at, mode);
    },
    async close() {
      holder.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function whyNot(): string | undefined {
  const words = ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt'];
  const { status, stderr, error } = spawnSync('unshare', words, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}
