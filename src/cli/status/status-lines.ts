import type { Cli } from '../cli.ts';
import { paintFor, type Paint } from '../paint.ts';
import { fit } from '../render/views/screen.ts';
import type { OriginStatus, ProjectStatus, ShotStatus } from './status.ts';

/** The status for people: first who renders, then each origin, what needs somebody before the rest. */
export function statusLines({ running, origins }: ProjectStatus, cli: Cli): readonly string[] {
  const paint = paintFor(cli, cli.stdout);
  const head = running
    ? `A render is running: ${running.owner} on ${running.host}, process ${running.processId}, since ${running.startedAt}`
    : 'No render is running.';
  if (origins.length === 0) return [head, 'Nothing has been made in this project yet.'];
  return [head, ...origins.flatMap((origin) => originLines(origin, paint, cli.stdout.columns))];
}

const names = { ark: 'Bought', simulator: 'Simulated' } as const;
const words: Readonly<Record<ShotStatus['state'], string>> = {
  'in-flight': 'at the service',
  ambiguous: 'not settled',
  failed: 'failed',
  lost: 'lost',
  kept: 'kept',
};

function originLines(
  { origin, shots, spent }: OriginStatus,
  paint: Paint,
  columns: number,
): string[] {
  const counts = Object.entries(words).flatMap(([state, word]) => {
    const count = shots.filter((shot) => shot.state === state).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  const money = origin === 'ark' ? `; ${spent.CNY} CNY or ${spent.USD} USD spent` : '';
  const open = shots.filter((shot) => shot.state !== 'kept');
  return [
    paint.bold(`${names[origin]}: ${counts.join(', ')}${money}`),
    ...open.map((shot) => stroke(shot, paint)(fit(shotLine(shot), columns))),
  ];
}

function shotLine({ episode, task, state, id, at, why }: ShotStatus): string {
  const detail = [words[state], id, `since ${at}`, why].filter((part) => part !== null);
  return `  ${episode} ${task}: ${detail.join(', ')}`;
}

function stroke({ state }: ShotStatus, paint: Paint): (text: string) => string {
  return state === 'in-flight' ? (text) => text : paint.red;
}
