/** Names that a writer may have meant. */
import { distance } from 'fastest-levenshtein';

/** The nearest of `candidates`, or undefined where none is near enough to be a slip of the hand. */
export function nearName(name: string, candidates: Iterable<string>): string | undefined {
  const allowed = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let bestDistance = allowed + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const found = slips(name.toLowerCase(), candidate.toLowerCase());
    if (found < bestDistance && found < Math.max(name.length, candidate.length)) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** Two neighbours that changed places are one slip, not two. */
function slips(one: string, other: string): number {
  if (one.length === other.length) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const swapped = one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2);
    if (swapped === other) return 1;
  }
  return distance(one, other);
}
