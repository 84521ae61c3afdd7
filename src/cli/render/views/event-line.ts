/** One event as one line, for logs; undefined for what is not worth one. */
import type { RenderEvent } from '../../../render/events.ts';
import type { Paint } from '../../paint.ts';
import { priceOf, type MoneyWords } from '../../views/money.ts';
import { elapsed, surveyWords } from './words.ts';

const postponedWords = { busy: 'is busy', unreachable: 'cannot be reached' } as const;

export function eventLine(event: RenderEvent, paint: Paint, money: MoneyWords): string | undefined {
  switch (event.type) {
    case 'surveyed':
      return surveyWords(event, money);
    case 'publishing':
      return `Videos for the service to read: ${event.files}, ${(event.bytes / 1e6).toFixed(1)} MB in all`;
    case 'submitted':
      return `${event.task}: at the service ${paint.dim(`(${event.id})`)}`;
    case 'resumed':
      return `${event.task}: taken up again ${paint.dim(`(${event.id})`)}`;
    case 'postponed':
      return paint.yellow(
        `${event.task}: the service ${postponedWords[event.why]}; sent again in ${elapsed(Math.max(1_000, event.waitMs))}`,
      );
    case 'kept':
      return `${paint.green('✓')} ${event.task}: kept, ${priceOf(event.cost, money)}`;
    case 'failed':
      return [
        `${paint.red('✗')} ${event.task}: ${event.message}`,
        `  ${event.source.file}:${event.source.line}`,
        ...(event.hint === undefined ? [] : [`  ${paint.cyan('→')} ${event.hint}`]),
      ].join('\n');
    case 'skipped':
      return paint.yellow(`- ${event.task}: not begun, for ${event.because} has no clip`);
    case 'ambiguous':
      return paint.red(`? ${event.task}: ${event.why}`);
    case 'salvaged':
      return `${event.task}: an earlier version was still at the service; it is kept`;
    case 'halted':
      return [
        paint.red(`Nothing more is submitted: ${event.message}`),
        ...(event.hint === undefined ? [] : [`  ${paint.cyan('→')} ${event.hint}`]),
      ].join('\n');
    case 'stopping':
      return paint.yellow('Stopping. What is at the service goes on there.');
    case 'assembling':
      return event.stage === 'probe' && event.done === 0 ? 'Cutting the film' : undefined;
    case 'warning':
      return paint.yellow(event.message);
    case 'assembled':
    case 'reused':
    case 'submitting':
    case 'status':
    case 'downloading':
      return undefined;
  }
}
