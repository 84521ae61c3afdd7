/** A range that asks for more than the clip has: it would silently be cut short. */
import { framesOfClip, framesPerSecond } from '../../seedance/capabilities.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import type { CutItem } from '../program.ts';
import type { DraftShots } from '../shots/draft-shots.ts';
import type { PlacedItem } from './cut.ts';

export function checkTrims(
  items: readonly PlacedItem[],
  shots: DraftShots,
  context: Context,
): void {
  for (const { item, place } of items) {
    if ((item?.kind !== 'clip' && item?.kind !== 'footage') || !item.trim) continue;
    const milliseconds = wholeMs(item, shots);
    const { fromMs = 0, toMs = 0 } = item.trim;
    if (milliseconds === undefined || (fromMs < milliseconds && toMs <= milliseconds)) continue;
    const field =
      item.kind === 'clip' && !item.again
        ? shots.byId
            .get(item.shot)
            ?.block.body.find((line) => line.kind === 'field' && line.key === 'trim')
        : undefined;
    context.report(
      registry.make(
        'trim-past-end',
        { source: place.source, span: field?.span ?? place.span },
        {
          what: item.kind === 'clip' ? `the clip of ${item.shot}` : 'the footage',
          seconds: Math.round(milliseconds / 10) / 100,
        },
      ),
    );
  }
}

/** Of the returned clip, which holds one frame more than its seconds; absent where only the clip tells. */
function wholeMs(
  item: Extract<CutItem, { kind: 'clip' | 'footage' }>,
  shots: DraftShots,
): number | undefined {
  if (item.kind === 'clip') {
    const duration = shots.byId.get(item.shot)?.duration;
    return typeof duration === 'number'
      ? (framesOfClip(duration) / framesPerSecond) * 1000
      : undefined;
  }
  const { facts } = item.medium;
  return facts?.kind === 'video' && facts.seconds !== undefined ? facts.seconds * 1000 : undefined;
}
