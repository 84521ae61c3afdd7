/** The name that a typist may have meant. */
import { distance } from 'fastest-levenshtein';

/**
 * The candidate nearest to `word`, or undefined where none is near: one slip in a word of up to four
 * characters, two in one of up to eight, three beyond, and never a word of which nothing is left.
 */
export function nearName(word: string, candidates: Iterable<string>): string | undefined {
  const written = word.toLowerCase();
  const { length } = written;
  let best: string | undefined;
  let least = Math.min(allowedSlips(length), Math.ceil(length / 2)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - length) >= least) continue;
    const slips = slipsBetween(written, candidate.toLowerCase());
    if (slips < least && slips < Math.max(length, candidate.length)) {
      best = candidate;
      least = slips;
    }
  }
  return best;
}

function allowedSlips(length: number): number {
  if (length <= 4) return 1;
  return length <= 8 ? 2 : 3;
}

/** Two neighbours that changed places are one slip of the hand, not two. */
function slipsBetween(one: string, other: string): number {
  if (one.length === other.length) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const swapped = one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2);
    if (swapped === other) return 1;
  }
  return distance(one, other);
}
