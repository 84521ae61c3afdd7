/**
 * What the parser expected, in a writer's words. Chevrotain asks this provider instead of using its
 * own sentences; `problems.ts` puts the answer into a diagnostic.
 */
import type { IParserErrorMessageProvider, TokenType } from 'chevrotain';

export const parserMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => describe(expected),
  buildNotAllInputParsedMessage: () => 'the end of the file',
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) =>
    oneOf(expectedPathsPerAlt.flat().flatMap((path) => path.slice(0, 1))),
  buildEarlyExitMessage: ({ expectedIterationPaths }) =>
    oneOf(expectedIterationPaths.flatMap((path) => path.slice(0, 1))),
};

function oneOf(types: readonly TokenType[]): string {
  const all = new Set(types.map(describe));
  // Where a name may stand, a number and the word like are names too.
  if (all.has('a name')) for (const also of ['a number', 'like']) all.delete(also);
  if (all.has(describeLength)) all.delete('a number');
  const names = [...all];
  const last = names.pop() ?? 'something else';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}

const describeLength = 'a length such as 5s';

const descriptions: Readonly<Record<string, string>> = {
  LineEnd: 'the end of the line',
  Mention: 'an @name',
  Quoted: 'text in quotes',
  Length: describeLength,
  Level: 'a level such as -18dB',
  Money: 'money such as 80 CNY',
  RangeMark: '..',
  Digits: 'a number',
  Word: 'a name',
  DottedName: 'a name',
  Relation: 'continues, extends, precedes, edits or joins',
  TransitionName:
    'cut, dissolve, fade-black, fade-white, or wipe- or slide- with left, right, up or down',
  ValueWord: 'a keyword',
  Comma: 'a comma',
  Symbol: 'a value',
  Medium: 'the path of a medium',
  LastOf: 'last of',
  For: 'for',
  Manner: 'a manner in parentheses',
  Colon: 'a colon',
  Words: 'words',
  LikeKeyword: 'like',
  Speaker: 'a speaker',
};

export function describe(type: TokenType): string {
  return descriptions[type.name] ?? type.name;
}
