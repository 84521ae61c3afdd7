import { InvalidArgumentError } from 'commander';

/** Names with commas between; the option may be given more than once. */
export function listOfNames(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes(''))
    throw new InvalidArgumentError('It is a list such as arrival.arrive,2.1.');
  return [...before, ...names];
}
