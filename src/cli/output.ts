/** One of the process's streams as an `Output`. */
import type { WriteStream } from 'node:tty';
import type { Output } from './cli.ts';

export function openOutput(stream: NodeJS.WriteStream | WriteStream): Output {
  // The reader went away (`scene compile x.scene | head`). That is no failure, and a command that
  // works on something of value must not die of it: what follows is simply not written.
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    closed = true;
  });
  return {
    write(text) {
      if (!closed) stream.write(text);
    },
    isTerminal: stream.isTTY,
    get columns() {
      // A terminal that nobody has given a size (in CI, under `script`) says 0.
      return (stream.isTTY && stream.columns) || 80;
    },
    get rows() {
      return (stream.isTTY && stream.rows) || undefined;
    },
  };
}
