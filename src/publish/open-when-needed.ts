/** A way to publish that is made ready when the first file needs it: most films need none. */
import type { Publisher } from './publisher.ts';

export function openWhenNeeded(open: () => Promise<Publisher>): Publisher {
  let opened: Promise<Publisher> | undefined;
  return {
    async publish(file, options) {
      opened ??= open();
      return (await opened).publish(file, options);
    },
    async close() {
      // What could not be opened has told so where a file needed it, and holds nothing.
      const publisher = await opened?.catch(() => undefined);
      await publisher?.close();
    },
  };
}
