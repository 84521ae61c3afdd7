#!/usr/bin/env node
/** The command itself: the process's streams and environment, handed to `run`. */
import { Failure } from '../failure.ts';
import { runCommandLine } from './run.ts';
import { fileSystemHost, forwardSlashes } from './host.ts';
import { openOutput } from './output.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  program: import.meta.filename,
  cwd: forwardSlashes(process.cwd()),
  env: process.env,
  host: fileSystemHost,
  stdout: openOutput(process.stdout),
  stderr: openOutput(process.stderr),
  readStdin,
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
});

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Ctrl-C at the question stops the command; an end of the input is an empty answer. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise((resolve, reject) => {
      lines.on('SIGINT', () => {
        process.stderr.write('\n');
        reject(new Failure('interrupted', 'Stopped at the question.'));
      });
      lines.on('close', () => {
        resolve('');
      });
      lines.question(question, resolve);
    });
  } finally {
    lines.close();
  }
}
