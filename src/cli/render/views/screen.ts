/**
 * The live view as lines of text: pure, so that it can be looked at in any size. A run of any length
 * fits: what moves or went wrong is shown, the rest is folded into counts.
 */
import stringWidth from 'string-width';
import { shotOf } from '../../../store/takes.ts';
import type { Paint } from '../../paint.ts';
import {
  isActive,
  isOver,
  remainingMs,
  type Phase,
  type Progress,
  type ShotProgress,
} from './progress.ts';
import { fit, padEnd, widest } from '../../views/columns.ts';
import { priceOf, type MoneyWords } from '../../views/money.ts';
import { elapsed, roughly } from './words.ts';

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

export interface Brush {
  readonly paint: Paint;
  readonly money: MoneyWords;
}

/** At most `rows - 1` lines, none wider than `columns - 1`: a full row would scroll or wrap. */
export function screenLines(
  progress: Progress,
  size: ScreenSize,
  nowMs: number,
  brush: Brush,
): readonly string[] {
  const columns = Math.max(20, size.columns - 1);
  const head = headLines(progress, columns, nowMs, brush);
  const room = Math.max(1, size.rows - 1 - head.length);
  const all = [...progress.shots.values()];
  const shown = all.length <= room ? new Set(all) : mostTelling(all, room - 1);
  const nameColumns = widestName(shown, columns);
  const lines = all
    .filter((shot) => shown.has(shot))
    .map((shot) => shotLine(shot, nameColumns, columns, nowMs, brush.paint));
  const folded = all.filter((shot) => !shown.has(shot));
  return [
    ...head,
    ...lines,
    ...(folded.length > 0 ? [brush.paint.dim(fit(`  … ${foldedWords(folded)}`, columns))] : []),
  ];
}

function headLines(
  progress: Progress,
  columns: number,
  nowMs: number,
  { paint, money }: Brush,
): readonly string[] {
  const all = [...progress.shots.values()];
  const over = all.filter((shot) => shot.phase === 'kept' || shot.phase === 'reused').length;
  const left = remainingMs(progress, nowMs);
  const spent = priceOf(progress.cost, money);
  const whole = priceOf(progress.forecastCost, money);
  const word = all.some(({ task }) => shotOf(task) !== task) ? 'takes' : 'shots';
  const title = `${progress.episode}  ${over}/${all.length} ${word}`;
  const parts = [
    `${spent} of ${progress.exact ? '' : 'at most '}${whole}${money.real ? '' : ' (simulated)'}`,
    ...(progress.assembly ? [cuttingWords(progress.assembly)] : []),
    ...(!progress.assembly && left !== undefined && left > 0 ? [`${roughly(left)} left`] : []),
    ...(progress.stopping ? ['stopping'] : []),
  ];
  const one = [title, ...parts].join(' · ');
  const lines = stringWidth(one) <= columns ? [one] : [title, ...parts];
  return [
    ...lines.map((line) => paint.bold(fit(line, columns))),
    ...(progress.halted === undefined
      ? []
      : [paint.red(fit(`Nothing more is submitted: ${progress.halted}`, columns))]),
  ];
}

function cuttingWords({ stage, done, total }: NonNullable<Progress['assembly']>): string {
  return `cutting the film: ${stage}${total > 1 ? ` ${done}/${total}` : ''}`;
}

const signs: Readonly<Record<Phase, string>> = {
  waiting: '·',
  submitting: '↑',
  postponed: '‖',
  queued: '○',
  running: '●',
  downloading: '↓',
  kept: '✓',
  reused: '✓',
  failed: '✗',
  skipped: '-',
  ambiguous: '?',
};

const phaseWords: Readonly<Record<Phase, string>> = {
  waiting: 'waits',
  submitting: 'sending',
  postponed: 'put off',
  queued: 'queued',
  running: 'running',
  downloading: 'fetching',
  kept: 'made',
  reused: 'kept',
  failed: 'failed',
  skipped: 'skipped',
  ambiguous: 'ambiguous',
};

function shotLine(
  shot: ShotProgress,
  nameColumns: number,
  columns: number,
  nowMs: number,
  paint: Paint,
): string {
  const name = padEnd(fit(shot.task, nameColumns), nameColumns);
  const time = shot.beganAt === undefined ? '' : elapsed((shot.endedAt ?? nowMs) - shot.beganAt);
  const detail = shot.phase === 'skipped' ? `needs ${shot.detail ?? ''}` : (shot.detail ?? '');
  const rest = [phaseWords[shot.phase], time, detail].filter((part) => part !== '').join('  ');
  const line = fit(`  ${signs[shot.phase]} ${name}  ${rest}`, columns);
  return stroke(shot.phase, paint)(line);
}

function stroke(phase: Phase, paint: Paint): (text: string) => string {
  if (phase === 'failed' || phase === 'ambiguous') return paint.red;
  if (phase === 'postponed' || phase === 'skipped') return paint.yellow;
  if (phase === 'kept') return paint.green;
  if (phase === 'waiting' || phase === 'reused') return paint.dim;
  return (text) => text;
}

/** What moves first, then what went wrong, then what was made last, then what comes next. */
function mostTelling(shots: readonly ShotProgress[], room: number): ReadonlySet<ShotProgress> {
  const wrong: readonly Phase[] = ['failed', 'ambiguous'];
  const kept = shots.filter((shot) => shot.phase === 'kept');
  const ranked = [
    ...shots.filter((shot) => isActive(shot.phase)),
    ...shots.filter((shot) => wrong.includes(shot.phase)),
    ...kept.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0)).slice(0, 2),
    ...shots.filter((shot) => !isOver(shot.phase)),
    ...shots,
  ];
  return new Set([...new Set(ranked)].slice(0, Math.max(0, room)));
}

function foldedWords(shots: readonly ShotProgress[]): string {
  const counts = new Map<string, number>();
  for (const { phase } of shots) {
    const word = phase === 'reused' ? phaseWords.kept : phaseWords[phase];
    const plain = word === phaseWords.waiting ? 'wait' : word;
    counts.set(plain, (counts.get(plain) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

function widestName(shots: ReadonlySet<ShotProgress>, columns: number): number {
  return Math.min(widest([...shots].map(({ task }) => task)), Math.floor(columns / 2));
}
