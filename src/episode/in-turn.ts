/** Films of one place are made one after the other: each sweeps away what the one before has left of itself. */

const last = new Map<string, Promise<unknown>>();

/** What `work` comes to, begun when everything that was asked for earlier under this name has ended. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(name) ?? Promise.resolve()).then(work);
  // How it ended is for whoever asked for it, not for the next in the row.
  const ended = mine.then(nothing, nothing);
  last.set(name, ended);
  try {
    return await mine;
  } finally {
    if (last.get(name) === ended) last.delete(name);
  }
}

function nothing(): void {
  // Only the end is waited for.
}
