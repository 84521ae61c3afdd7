/** What may stand for a key at all. Whether it opens anything, the service alone can say. */
import { Failure } from '../failure.ts';

/** The key as it is, or a `configuration` failure that shows nothing of it. */
export function checkedKey(apiKey: string): string {
  if (!/^[\x21-\x7e]+$/u.test(apiKey)) {
    throw new Failure(
      'configuration',
      apiKey === ''
        ? 'There is no key for the service.'
        : 'The key of the service holds blanks, line breaks or characters that no key has.',
      { hint: 'Set ARK_API_KEY, or name a file that holds the key in ARK_API_KEY_FILE.' },
    );
  }
  return apiKey;
}
