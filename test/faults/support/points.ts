/**
 * Every point of a purchase at which the process is killed, in the order in which one purchase
 * passes them; `kill-at.mjs` says what each is.
 */
const lineOf = (step: string): readonly string[] =>
  ['write', 'torn', 'written', 'synced'].map((moment) => `${step}:${moment}`);

export const killPoints: readonly string[] = [
  'lock:taken',
  ...lineOf('intent'),
  ...lineOf('sending'),
  ...['post:bytes', 'post:left', 'post:answered'],
  ...lineOf('submitted'),
  ...lineOf('succeeded'),
  ...['part:write', 'part:written', 'clip:rename', 'clip:renamed'],
  ...lineOf('kept'),
  ...['takes:rename', 'takes:renamed', 'film:rename', 'film:renamed', 'map:rename', 'map:renamed'],
];
