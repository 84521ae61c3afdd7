/** The key of the service: from ARK_API_KEY or the file that ARK_API_KEY_FILE names, and nowhere else. */
import { readFile } from 'node:fs/promises';
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
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new Failure('configuration', `the key's file ${file} (ARK_API_KEY_FILE) cannot be read`, {
      cause: error,
    });
  }
}
