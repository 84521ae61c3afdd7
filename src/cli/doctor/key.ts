import { readFile, stat } from 'node:fs/promises';
import { whyUnreadable } from '../../disk-trouble.ts';
import type { Cli } from '../cli.ts';
import type { Finding } from './finding.ts';

/** Is there a key? Neither the key nor any part of it is shown, and the service is not asked. */
export async function examineKey({ env }: Cli): Promise<Finding> {
  if (env['ARK_API_KEY']) {
    return { subject: 'key', state: 'good', text: 'ARK_API_KEY is set (not tried: that may cost)' };
  }
  const file = env['ARK_API_KEY_FILE'];
  if (file) return examineKeyFile(file);
  return {
    subject: 'key',
    state: 'note',
    text: 'neither ARK_API_KEY nor ARK_API_KEY_FILE is set: only the simulator can be used',
  };
}

async function examineKeyFile(file: string): Promise<Finding> {
  const advice = 'ARK_API_KEY_FILE is the path of a file that holds the key alone.';
  try {
    if ((await readFile(file, 'utf8')).trim() === '') {
      return { subject: 'key', state: 'bad', text: `${file} is empty`, advice };
    }
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return {
        subject: 'key',
        state: 'note',
        text: `${file} holds a key, and other users of this machine may read it`,
        advice: `chmod 600 ${file}`,
      };
    }
    return { subject: 'key', state: 'good', text: `${file} holds a key (not tried)` };
  } catch (error) {
    const why = whyUnreadable(error);
    if (why === undefined) throw error;
    return { subject: 'key', state: 'bad', text: `${file} cannot be read: ${why}`, advice };
  }
}
