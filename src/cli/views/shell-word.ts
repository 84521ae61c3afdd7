/** A word of a command, such as a path, as it can be pasted into a shell. */
export function shellWord(text: string): string {
  // A path that begins with a dash would be read as an option.
  const word = text.startsWith('-') ? `./${text}` : text;
  return /^[\p{L}\p{N}_./][\p{L}\p{N}_./,#@:=+-]*$/u.test(word)
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}
