/** Which transitions overlap what stands on their two sides. */
import type { TransitionKind } from '../../../language/syntax.ts';

/** Dissolves, wipes and slides show both sides at once; cuts and fades do not. */
export function isBlendTransition(kind: TransitionKind): boolean {
  return kind !== 'cut' && kind !== 'fade-black' && kind !== 'fade-white';
}
