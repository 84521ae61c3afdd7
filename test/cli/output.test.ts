import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import { openOutput } from '../../src/cli/output.ts';

test.each([
  ['a terminal', { isTTY: true, columns: 132, rows: 50 }, 132, 50],
  ['a terminal of no size', { isTTY: true, columns: 0, rows: 0 }, 80, undefined],
  ['no terminal', { isTTY: false }, 80, undefined],
] as const)('the size of %s', (_, facts, columns, rows) => {
  const stream: unknown = Object.assign(new PassThrough(), facts);
  const output = openOutput(stream as WriteStream);
  expect({ columns: output.columns, rows: output.rows }).toEqual({ columns, rows });
});
