/** `scene simulator`: the embedded Ark server, until it is told to stop. */
import path from 'node:path';
import type { ExitCode } from '../../failure.ts';
import { parseFault } from '../../seedance/simulator/faults.ts';
import { startSimulator } from '../../seedance/simulator/server.ts';
import type { Cli } from '../cli.ts';
import { paintFor } from '../paint.ts';
import { exitCodeOf, stopSignal } from '../signals.ts';
import { eventLine } from './event-line.ts';

export interface SimulatorCommandOptions {
  readonly port: number;
  readonly concurrency?: number;
  readonly rpm?: number;
  /** Seconds. */
  readonly latency?: number | readonly [from: number, to: number];
  readonly clips?: 'drawn' | 'reused';
  readonly fail: readonly string[];
  readonly seed?: number;
  readonly key?: string;
  readonly dir?: string;
  readonly format: 'human' | 'json';
}

export async function simulator(cli: Cli, options: SimulatorCommandOptions): Promise<ExitCode> {
  const paint = paintFor(cli, cli.stderr);
  const stop = stopSignal();
  const server = await startSimulator({
    port: options.port,
    faults: options.fail.map(parseFault),
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    ...(options.rpm === undefined ? {} : { rpm: options.rpm }),
    ...(options.latency === undefined ? {} : { latencySeconds: options.latency }),
    ...(options.clips === undefined ? {} : { clips: options.clips }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.key === undefined ? {} : { apiKey: options.key }),
    ...(options.dir === undefined ? {} : { dir: path.resolve(cli.cwd, options.dir) }),
    onEvent: (event) => {
      cli.stderr.write(`${eventLine(event, paint)}\n`);
    },
  });
  if (options.format === 'json') {
    cli.stdout.write(`${JSON.stringify({ url: server.url, key: server.apiKey })}\n`);
  } else {
    cli.stderr.write(
      `The simulator is ready. It costs nothing. To use it from another terminal:\n\n` +
        `  export ARK_BASE_URL=${server.url}\n  export ARK_API_KEY=${server.apiKey}\n\n` +
        `Ctrl-C stops it.\n\n`,
    );
  }
  const signal = await stop;
  await server.close();
  return exitCodeOf(signal);
}
