/** How the tokens within a line are recognised. */
import { digitNamePattern, namePattern } from './characters.ts';

/** Where the token that begins at the offset ends; -1 where it does not begin there. */
export type Match = (text: string, offset: number) => number;

/**
 * A regular expression that must match at the offset. `first`, where it is given, holds every
 * character that a match begins with: the expression is not even compiled before one is met.
 */
export function lexeme(pattern: string, first?: string): Match {
  let sticky: RegExp | undefined;
  return (text, offset) => {
    if (first !== undefined && !first.includes(text.charAt(offset))) return -1;
    sticky ??= new RegExp(pattern, 'uy');
    sticky.lastIndex = offset;
    return sticky.test(text) ? sticky.lastIndex : -1;
  };
}

/** A name, also one that begins with a digit, if it is accepted. */
export function name(accepts?: (image: string) => boolean): Match {
  return (text, offset) => {
    const end = endOfName(text, offset);
    return end < 0 || !accepts || accepts(text.slice(offset, end)) ? end : -1;
  };
}

/** Two names and a dot between them. */
export function dottedName(): Match {
  return (text, offset) => {
    const dot = endOfName(text, offset);
    if (dot < 0 || !'.．'.includes(text.charAt(dot) || ' ')) return -1;
    return endOfName(text, dot + 1);
  };
}

const anyName = new RegExp(`(?:${namePattern}|${digitNamePattern})`, 'uy');

function endOfName(text: string, offset: number): number {
  anyName.lastIndex = offset;
  return anyName.test(text) ? anyName.lastIndex : -1;
}
