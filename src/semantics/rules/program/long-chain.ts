/** A chain in which shot is made from shot from shot: each link adds the faults of the one before. */
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { inChainOrder } from './chain.ts';

const adviceLinks = 3;

export const longChain: ProgramRule = {
  name: 'long-chain',
  *check(draft) {
    const depths = new Map<string, { readonly links: number; readonly source?: string }>();
    const tooDeep: DraftShot[] = [];
    for (const shot of inChainOrder(draft)) {
      let links = 0;
      let deepest: string | undefined;
      for (const source of shot.relation?.of ?? []) {
        const id = source.kind === 'shot' ? source.id : undefined;
        const through = (id === undefined ? 0 : (depths.get(id)?.links ?? 0)) + 1;
        if (through <= links) continue;
        links = through;
        deepest = id;
      }
      depths.set(shot.id, { links, ...(deepest === undefined ? {} : { source: deepest }) });
      // Said at the first link too many; those after it are the same chain.
      if (links === adviceLinks + 1) tooDeep.push(shot);
    }
    for (const shot of tooDeep) {
      const chain = [shot.id];
      for (let id = depths.get(shot.id)?.source; id !== undefined; id = depths.get(id)?.source) {
        chain.unshift(id);
      }
      yield registry.make('long-chain', shot.place, {
        links: adviceLinks + 1,
        chain: chain.join(' → '),
        advice: adviceLinks,
        source: chain.at(-2) ?? shot.id,
      });
    }
  },
};
