/** The words that all views for people share. */
import type { RenderEvent } from '../../../render/events.ts';
import { priceOf, type MoneyWords } from '../../views/money.ts';
import { shotsAndTakes } from '../../views/shots.ts';

/** `41s`, `1m05s`, `1h02m`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h${two(Math.floor(seconds / 60) % 60)}m`;
}

/** `about 4 min`: an estimate does not pretend to know seconds. */
export function roughly(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes < 1) return 'under a minute';
  if (minutes < 90) return `about ${Math.round(minutes)} min`;
  return `about ${(minutes / 60).toFixed(1)} h`;
}

/** What a run is about to do, for people. */
export function surveyWords(
  event: Extract<RenderEvent, { readonly type: 'surveyed' }>,
  money: MoneyWords,
): string {
  const { forecast, shots } = event;
  const lost = shots.filter((shot) => shot.state === 'lost').map((shot) => shot.task);
  const ambiguous = shots.filter((shot) => shot.state === 'ambiguous').length;
  const stale = shots.filter((shot) => shot.standing === 'stale' && shot.state === 'reused').length;
  const parts = [
    ...(forecast.reused > 0
      ? [`${forecast.reused} kept${stale > 0 ? ` (${stale} stale)` : ''}`]
      : []),
    ...(forecast.resumed > 0 ? [`${forecast.resumed} at the service already`] : []),
    ...(ambiguous > 0 ? [`${ambiguous} ambiguous`] : []),
    forecast.generate > 0
      ? `${forecast.generate} to make for ${forecast.exact ? '' : 'at most '}${priceOf(forecast.cost, money)}${money.real ? '' : ', were it real'}`
      : 'nothing to make',
  ];
  const again = lost.length === 0 ? '' : `\nLost, and to be made anew: ${lost.join(', ')}`;
  return `${event.episode}: ${shotsAndTakes(shots.map(({ task }) => task))}, ${parts.join(', ')}${again}`;
}
