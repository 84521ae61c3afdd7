/** Where a transition may stand, and how long it may be. */
import type { TransitionKind } from '../../language/syntax.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import type { CutItem } from '../program.ts';
import type { DraftShots } from '../shots/draft-shots.ts';
import type { PlacedItem } from './cut.ts';

/** At the ends of the film there is one picture alone: only these need no other. */
const standAlone: ReadonlySet<TransitionKind> = new Set(['fade-black', 'fade-white']);

export function checkTransitions(
  items: readonly PlacedItem[],
  shots: DraftShots,
  context: Context,
): void {
  items.forEach(({ item, place }, at) => {
    if (item?.kind !== 'transition') return;
    const before = items[at - 1];
    const after = items[at + 1];
    if (before?.item?.kind === 'transition') {
      const related = [{ ...before.place, message: 'the first is here' }];
      context.report(registry.make('two-transitions', place, {}, { related }));
      return;
    }
    if ((!before || !after) && !standAlone.has(item.transition)) {
      const end = before ? 'end' : 'start';
      const values = { kind: item.transition, end };
      context.report(registry.make('transition-at-end', place, values));
      return;
    }
    const neighbour = Math.min(...[before, after].map((next) => millisecondsOf(next?.item, shots)));
    if (neighbour > 0 && item.milliseconds > neighbour / 2) {
      const values = {
        seconds: item.milliseconds / 1000,
        neighbour: neighbour / 1000,
        most: neighbour / 2000,
      };
      context.report(registry.make('transition-too-long', place, values));
    }
  });
}

/** As far as the script tells; what is not known is no limit. */
function millisecondsOf(item: CutItem | undefined, shots: DraftShots): number {
  switch (item?.kind) {
    case undefined:
    case 'transition':
      return Infinity;
    case 'title':
    case 'still':
    case 'black':
      return item.milliseconds;
    case 'clip': {
      const duration = shots.byId.get(item.shot)?.duration ?? 'auto';
      return trimmed(duration === 'auto' ? Infinity : duration * 1000, item.trim);
    }
    case 'footage': {
      const { facts } = item.medium;
      const seconds = facts?.kind === 'video' ? facts.seconds : undefined;
      return trimmed(seconds === undefined ? Infinity : seconds * 1000, item.trim);
    }
  }
}

function trimmed(
  whole: number,
  trim: { readonly fromMs?: number; readonly toMs?: number } = {},
): number {
  return Math.min(whole, trim.toMs ?? Infinity) - (trim.fromMs ?? 0);
}
