#!/usr/bin/env node
/** The command itself: the process's streams and environment, handed to `run`. */
import { askAt } from './ask.ts';
import { runCommandLine } from './run.ts';
import { fileSystemHost, forwardSlashes } from './host.ts';
import { openOutput } from './output.ts';

const ask = askAt(process);

process.exitCode = await runCommandLine(process.argv.slice(2), {
  program: import.meta.filename,
  cwd: forwardSlashes(process.cwd()),
  env: process.env,
  host: fileSystemHost,
  stdout: openOutput(process.stdout),
  stderr: openOutput(process.stderr),
  readStdin,
  ...(ask && { ask }),
});

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
