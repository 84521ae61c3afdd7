/** The key of the service: from ARK_API_KEY or the file that ARK_API_KEY_FILE names, and nowhere else. */
import { readFile } from 'node:fs/promises';
import { whyUnreadable } from '../../disk-trouble.ts';
import { Failure } from '../../failure.ts';
import type { Environment } from '../cli.ts';

/** @throws Failure `configuration` where there is none */
export async function readApiKey(env: Environment): Promise<string> {
  const key = env['ARK_API_KEY'];
  if (key) return key;
  const file = env['ARK_API_KEY_FILE'];
  if (!file) {
    throw new Failure('configuration', 'the service needs a key, and ARK_API_KEY is not set', {
      hint: 'Set ARK_API_KEY or ARK_API_KEY_FILE. `scene render --backend simulator` needs none and costs nothing.',
    });
  }
  const named = `the key's file ${file} (ARK_API_KEY_FILE)`;
  try {
    const text = (await readFile(file, 'utf8')).trim();
    if (text !== '') return text;
  } catch (cause) {
    const why = whyUnreadable(cause);
    if (why === undefined) throw cause;
    throw new Failure('configuration', `${named} cannot be read: ${why}`, { cause });
  }
  throw new Failure('configuration', `${named} is empty`);
}
