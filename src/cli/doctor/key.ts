import { stat } from 'node:fs/promises';
import { Failure } from '../../failure.ts';
import { checkedKey } from '../../seedance/api-key.ts';
import type { Cli } from '../cli.ts';
import { readApiKey } from '../render/api-key.ts';
import { shellWord } from '../views/shell-word.ts';
import { findingOf, type Finding } from './finding.ts';

/** Is there a key? Neither the key nor any part of it is shown, and the service is not asked. */
export async function examineKey({ env }: Cli): Promise<Finding> {
  const file = env['ARK_API_KEY'] ? undefined : env['ARK_API_KEY_FILE'];
  if (!env['ARK_API_KEY'] && !file) {
    return {
      subject: 'key',
      state: 'note',
      text: 'neither ARK_API_KEY nor ARK_API_KEY_FILE is set: only the simulator can be used',
    };
  }
  try {
    checkedKey(await readApiKey(env));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return findingOf('key', error);
  }
  if (!file) {
    return { subject: 'key', state: 'good', text: 'ARK_API_KEY is set (not tried: that may cost)' };
  }
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    return {
      subject: 'key',
      state: 'note',
      text: `${file} holds a key, and other users of this machine may read it`,
      advice: `chmod 600 ${shellWord(file)}`,
    };
  }
  return { subject: 'key', state: 'good', text: `${file} holds a key (not tried)` };
}
