/** How a mention of an asset is written before a colon, a blank or the end of a line. */
export function mentionOf(name: string): string {
  return `@${name}`;
}

/** How it is written in the middle of prose, where other letters may follow at once. */
export function bracedMentionOf(name: string): string {
  return `@{${name}}`;
}
