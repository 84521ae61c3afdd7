/** The first record of an attempt, as small as a test needs it. */
import type { Intent } from '../../src/store/records.ts';

const hash = 'a'.repeat(64);

export function intentOf(more: Partial<Intent> = {}): Intent {
  return {
    step: 'intent',
    tag: 't1',
    key: hash,
    ownKey: hash,
    request: hash,
    media: [],
    builtOn: [],
    recipe: hash,
    meaning: 'm',
    task: 'one.a',
    episode: 'rain',
    model: 'm',
    tagged: true,
    reserved: { tokens: 1, cost: { CNY: '1', USD: '0.1' }, exact: true },
    ...more,
  };
}
