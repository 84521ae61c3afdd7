import type { Currency } from '../../seedance/capabilities.ts';
import type { Cli } from '../cli.ts';
import { paintFor, type Paint } from '../paint.ts';
import { elapsed } from '../render/views/words.ts';
import { priceOf } from '../views/money.ts';
import { padEnd, widest } from '../views/columns.ts';
import { hanging, wrap } from '../views/wrap.ts';
import type { OriginStatus, ProjectStatus, ShotStatus } from './status.ts';

export interface StatusWords {
  readonly currency: Currency;
  /** What the times are held against. */
  readonly nowMs: number;
}

/** The status for people: first who renders, then each origin, what needs somebody before the rest. */
export function statusLines(
  { running, origins }: ProjectStatus,
  cli: Cli,
  words: StatusWords,
): readonly string[] {
  const paint = paintFor(cli, cli.stdout);
  const head = running
    ? `A render is running for ${ageOf(running.startedAt, words)}: ${running.owner} on ${running.host}, process ${running.processId}`
    : 'No render is running.';
  const columns = cli.stdout.columns - 1;
  const heads = wrap(head, columns);
  if (origins.length === 0) {
    return [...heads, ...wrap('Nothing has been made in this project yet.', columns)];
  }
  const brush = { paint, columns, words, isRunning: running !== null };
  return [...heads, ...origins.flatMap((origin) => originLines(origin, brush))];
}

interface Brush {
  readonly paint: Paint;
  readonly columns: number;
  readonly words: StatusWords;
  readonly isRunning: boolean;
}

type ShotState = ShotStatus['state'];

const names = { ark: 'Bought', simulator: 'Simulated' } as const;

const states: Readonly<Record<ShotState, { readonly sign: string; readonly word: string }>> = {
  ambiguous: { sign: '?', word: 'not settled' },
  lost: { sign: '✗', word: 'lost' },
  failed: { sign: '✗', word: 'failed' },
  'in-flight': { sign: '●', word: 'at the service' },
  kept: { sign: '!', word: 'kept' },
};

function originLines({ origin, shots, spent }: OriginStatus, brush: Brush): string[] {
  const { paint, words } = brush;
  const counts = Object.entries(states).flatMap(([state, { word }]) => {
    const count = shots.filter((shot) => shot.state === state).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  const money = origin === 'ark' ? [`${priceOf(spent, { ...words, real: true })} spent`] : [];
  // Of what is kept only that which somebody should look at.
  const listed = Object.keys(states).flatMap((state) =>
    shots.filter((shot) => shot.state === state && (state !== 'kept' || shot.warning !== null)),
  );
  const room = Math.max(12, Math.floor(brush.columns / 3));
  const width = Math.min(room, widest(listed.map(nameOf)));
  return [
    ...wrap(`${names[origin]}: ${[...counts, ...money].join(', ')}`, brush.columns).map(paint.bold),
    ...listed.flatMap((shot) => {
      const head = `  ${states[shot.state].sign} ${padEnd(nameOf(shot), width)}`;
      return hanging(head, detailOf(shot, words), brush.columns).map(stroke(shot, paint));
    }),
    ...nextLines(shots, brush),
  ];
}

function nameOf({ episode, task }: ShotStatus): string {
  return `${episode} ${task}`;
}

function detailOf({ state, id, at, why, warning }: ShotStatus, words: StatusWords): string {
  const age = ageOf(at, words);
  switch (state) {
    case 'in-flight':
      return id === null ? `being sent for ${age}` : `at the service for ${age}, ${id}`;
    case 'ambiguous':
      return `not settled for ${age}, counts as spent${why === null ? '' : `: ${why}`}`;
    case 'failed':
      return `failed ${age} ago, not billed${why === null ? '' : `: ${why}`}`;
    case 'lost':
      return `lost: paid for, and the service keeps it no longer`;
    case 'kept':
      return `kept; it ${warning ?? ''}`;
  }
}

/** What somebody can do about it. While a render runs, it sees to what is at the service itself. */
function nextLines(
  shots: readonly ShotStatus[],
  { paint, columns, isRunning }: Brush,
): readonly string[] {
  const has = (state: ShotState): boolean => shots.some((shot) => shot.state === state);
  const lines = [
    ...(has('ambiguous') && !isRunning
      ? ['`scene reconcile` settles what is not settled; the next render looks for it too']
      : []),
    ...(has('in-flight') && !isRunning
      ? ['the next `scene render` fetches what is at the service']
      : []),
    ...(shots.some(({ warning }) => warning !== null)
      ? ['`scene takes reroll SHOT` makes another take of a clip that is not as it should be']
      : []),
  ];
  return lines.flatMap((line) =>
    wrap(line, columns - 4).map((part, index) =>
      index === 0 ? `  ${paint.cyan('→')} ${part}` : `    ${part}`,
    ),
  );
}

/** `41s`, `1m05s`; a time from the future says that two clocks differ, and counts as now. */
function ageOf(at: string, { nowMs }: StatusWords): string {
  const days = Math.floor((nowMs - Date.parse(at)) / 86_400_000);
  return days >= 2 ? `${days} days` : elapsed(nowMs - Date.parse(at));
}

function stroke({ state }: ShotStatus, paint: Paint): (text: string) => string {
  switch (state) {
    case 'in-flight':
      return (text) => text;
    case 'kept':
      return paint.yellow;
    case 'ambiguous':
    case 'failed':
    case 'lost':
      return paint.red;
  }
}
