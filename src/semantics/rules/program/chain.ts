/** The graph of shots that are made from other shots, in an order in which sources come first. */
import type { Shot } from '../../program.ts';
import type { Draft, DraftShot } from '../../rule.ts';

/** The shots whose clips or last frames a shot is made from, each once, its relation's first. */
export function sourcesOf({ relation, images, videos }: Shot): readonly string[] {
  const ids: string[] = [];
  for (const of of relation?.of ?? []) if (of.kind === 'shot') addOnce(ids, of.id);
  for (const { source } of images) if ('lastFrameOf' in source) addOnce(ids, source.lastFrameOf);
  for (const { source } of videos) if ('clipOf' in source) addOnce(ids, source.clipOf);
  return ids;
}

function addOnce(ids: string[], id: string): void {
  if (!ids.includes(id)) ids.push(id);
}

/**
 * Every shot that is made from another or that another is made from, its sources before it. A circle
 * has been reported as an error; here it is cut where it is met.
 */
export function inChainOrder(draft: Draft): readonly DraftShot[] {
  const order: DraftShot[] = [];
  const begun = new Set<string>();
  for (const shot of draft.shots) {
    if (!shot.relation && sourcesOf(shot).length === 0) continue;
    // An explicit stack: a chain may be as long as a film.
    const stack: { readonly shot: DraftShot; readonly sources: readonly string[]; next: number }[] =
      [];
    const enter = (entered: DraftShot): void => {
      if (begun.has(entered.id)) return;
      begun.add(entered.id);
      stack.push({ shot: entered, sources: sourcesOf(entered), next: 0 });
    };
    enter(shot);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const source = top.sources[top.next];
      top.next += 1;
      if (source === undefined) {
        order.push(top.shot);
        stack.pop();
        continue;
      }
      const sourceShot = draft.shotsById.get(source);
      if (sourceShot) enter(sourceShot);
    }
  }
  return order;
}
