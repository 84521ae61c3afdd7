/**
 * `EPISODE.takes.json`: which take of each shot is the one. It stands beside the script and is meant
 * for git, so its bytes are stable: shots in code-unit order, two blanks, one line a fact, nothing of
 * this machine. The simulator's takes never enter it; theirs lie in its own store.
 *
 * An entry outlives its shot: a shot that was renamed or left out for a while finds its take again.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import type { KeptAttempt } from './attempts.ts';
import { diskTrouble } from '../disk-trouble.ts';
import { ifThere } from '../files.ts';
import { jsonOf } from '../json.ts';
import { wordsFor } from '../schema-words.ts';
import { writeDurably } from './durable-file.ts';

const acceptedFormat = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const entrySchema = z.looseObject({
  /** The task that made it: another take of the shot, or what the shot was once called. */
  task: z.string().min(1),
  /** SHA-256 of the clip's bytes. */
  clip: hash,
  /** Somebody chose it; absent where it is the first good one. */
  picked: z.exactOptional(z.literal(true)),
  /** Stays, whatever the script says. */
  pinned: z.exactOptional(z.literal(true)),
  key: hash,
  ownKey: hash,
  meaning: z.string(),
  /** Hash of the request. */
  request: hash,
  /** The service's id of the task. */
  id: z.string(),
  seed: z.exactOptional(z.number()),
  cost: z.object({ CNY: z.string(), USD: z.string() }),
  /** When it was kept; ISO 8601, UTC. */
  kept: z.string(),
});

const fileSchema = z.looseObject({
  format: z.literal(acceptedFormat),
  takes: z.record(z.string(), entrySchema),
});

export type AcceptedTake = Readonly<z.infer<typeof entrySchema>>;

/** Accepted takes by shot. */
export type AcceptedTakes = ReadonlyMap<string, AcceptedTake>;

/**
 * The accepted takes of a file; none where there is no file.
 * @throws Failure `store-damaged` where it does not read: what it pins must not be bought again
 */
export async function readAccepted(path: string): Promise<AcceptedTakes> {
  const text = await ifThere(readFile(path, 'utf8'));
  if (text === undefined) return new Map();
  const merge = text.split('\n').findIndex((line) => line.startsWith('<<<<<<< '));
  if (merge !== -1) {
    throw new Failure('store-damaged', `${path}, line ${merge + 1}: a merge left both sides here`, {
      hint: 'Keep one entry of each shot, whole, and take the marks out. It decides which take is used; no clip is lost by it.',
    });
  }
  const json = jsonOf(text);
  const parsed = fileSchema.safeParse(json, { error: wordsFor });
  if (parsed.success) return new Map(Object.entries(parsed.data.takes));
  const [issue] = parsed.error.issues;
  const at = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : '';
  throw new Failure(
    'store-damaged',
    `${path} does not read${at}: ${json === undefined ? 'it is no JSON' : (issue?.message ?? '')}`,
    {
      hint: 'It says which takes are accepted. Restore it (git has it), or mend what a merge left there.',
      cause: parsed.error,
    },
  );
}

/** Writes the file where it would differ, whole or not at all. */
export async function writeAccepted(path: string, takes: AcceptedTakes): Promise<void> {
  const text = serializeAccepted(takes);
  const before = await diskTrouble(path, () => ifThere(readFile(path, 'utf8')));
  if (before === text || (before === undefined && takes.size === 0)) return;
  await writeDurably(path, text);
}

function serializeAccepted(takes: AcceptedTakes): string {
  const sorted = [...takes].sort(([a], [b]) => (a < b ? -1 : 1));
  const file = { format: acceptedFormat, takes: Object.fromEntries(sorted.map(ordered)) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The entry of a kept attempt; `flags` as somebody set them. */
export function acceptedFrom(
  attempt: KeptAttempt,
  flags: Pick<AcceptedTake, 'picked' | 'pinned'> = {},
): AcceptedTake {
  const { intent, id, clip, seed } = attempt;
  return {
    task: intent.task,
    clip: clip.sha256,
    ...(flags.picked ? { picked: true as const } : {}),
    ...(flags.pinned ? { pinned: true as const } : {}),
    key: intent.key,
    ownKey: intent.ownKey,
    meaning: intent.meaning,
    request: intent.request,
    id,
    ...(seed === undefined ? {} : { seed }),
    cost: attempt.cost ?? intent.reserved.cost,
    kept: attempt.at,
  };
}

const order = [
  'task',
  'clip',
  'picked',
  'pinned',
  'key',
  'ownKey',
  'meaning',
  'request',
  'id',
  'seed',
  'cost',
  'kept',
];

function ordered([shot, take]: readonly [string, AcceptedTake]): [string, object] {
  const rank = (name: string): number =>
    order.includes(name) ? order.indexOf(name) : order.length;
  const entries = Object.entries(take).sort(
    ([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : Number(a > b)),
  );
  return [shot, Object.fromEntries(entries)];
}
