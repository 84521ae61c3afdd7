/**
 * The one file that makes files with ffmpeg. What it is told is a list of arguments, built elsewhere by
 * pure functions; what it does is run them through fluent-ffmpeg, and stand between that library's
 * habits and us: it splits an option at a blank when given alone, hands its own environment on, checks
 * formats by reading tables that newer builds print otherwise, and leaves half a file behind.
 */
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { diskFailure, diskTrouble, makeFolder } from '../disk-trouble.ts';
import { Failure } from '../failure.ts';
import { childEnvironment } from './environment.ts';
import { locateTools } from './locate.ts';
import { diskRefusalIn, explainLog, framesOf, warningsOf } from './log.ts';

export interface FfmpegInput {
  /** A path (see `staging.ts`), or with `-f lavfi` a graph. */
  readonly source: string;
  /** Options of this input, name and value apart. */
  readonly options?: readonly string[];
}

/** What ffmpeg is told, but for the place that it writes to. */
export interface FfmpegArguments {
  readonly inputs: readonly FfmpegInput[];
  /** Everything after the inputs, name and value apart: filters, maps, codecs. */
  readonly options: readonly string[];
}

export interface FfmpegJob extends FfmpegArguments {
  /** The muxer, always said: the output bears a temporary name until it is whole. */
  readonly format: string;
  /** Absolute path. Appears whole or not at all. */
  readonly output: string;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** Frames written so far. */
  readonly onFrames?: ((frames: number) => void) | undefined;
}

export interface FfmpegRun {
  /** What ffmpeg warned of; empty for a run that was clean. */
  readonly warnings: readonly string[];
  /** Frames of pictures written. */
  readonly frames: number;
  /** Line by line, without the reports of progress. */
  readonly log: readonly string[];
}

/**
 * Runs one job to its end. Throws Failure `ffmpeg-failed` with the last meaningful lines of the log and
 * the command, Failure `disk-trouble`, Failure `ffmpeg-missing`, or the signal's reason once the child is gone.
 */
export async function runFfmpeg(job: FfmpegJob, options: RunOptions = {}): Promise<FfmpegRun> {
  const { signal } = options;
  signal?.throwIfAborted();
  const tools = await locateTools();
  await diskTrouble(job.output, () => makeFolder(dirname(job.output)));
  const partial = `${job.output}.part`;
  try {
    const { log, frames } = await execute(tools.ffmpeg, { ...job, output: partial }, options);
    await rename(partial, job.output);
    return { warnings: warningsOf(log), frames, log };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** The log, line by line without the reports of progress, once the child has exited with 0. */
async function execute(
  binary: string,
  job: FfmpegJob,
  { signal, onFrames }: RunOptions,
): Promise<{ readonly log: readonly string[]; readonly frames: number }> {
  const command = ffmpeg({ stdoutLines: 0 });
  guard(command, binary);
  for (const input of job.inputs) {
    command.input(input.source);
    addOptions((...list) => command.inputOptions(...list), input.options ?? []);
  }
  addOptions(
    (...list) => command.outputOptions(...list),
    [...job.options, ...(job.format === 'image2' ? onePicture : []), '-f', job.format],
  );
  command.output(job.output);

  const log: string[] = [];
  let written = 0;
  let line = '';
  const stop = (): void => {
    command.kill('SIGKILL');
  };
  try {
    await new Promise<void>((resolve, reject) => {
      command
        .on('start', (text: string) => {
          line = text;
          signal?.addEventListener('abort', stop, { once: true });
          if (signal?.aborted) stop();
        })
        .on('stderr', (text: string) => {
          const frames = framesOf(text);
          if (frames === undefined) {
            log.push(text);
            return;
          }
          written = frames;
          onFrames?.(frames);
        })
        .on('end', () => {
          resolve();
        })
        .on('error', reject)
        .run();
    });
  } catch (error) {
    signal?.throwIfAborted();
    const ofDisk = diskFailure(job.output, diskRefusalIn(log), error);
    if (ofDisk) throw ofDisk;
    throw new Failure('ffmpeg-failed', `ffmpeg failed: ${explainLog(log, error)}`, {
      hint: `The command was: ${line}`,
      cause: error,
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return { log, frames: written };
}

/** Else the muxer would read a `%` of the path as the place of a number. */
const onePicture = ['-update', '1'] as const;

/** One option given alone would be split at its blank; two or more never are. */
function addOptions(add: (...list: string[]) => unknown, list: readonly string[]): void {
  if (list.length === 1) throw new Error('an option of ffmpeg stands with its value');
  if (list.length > 0) add(...list);
}

type Spawn = (args: string[], options: object, onProcess: unknown, onEnd: unknown) => void;

/**
 * Two of the library's own steps are replaced on this command. It has no setting for the child's
 * environment and none for flags that stand first; and its check of formats misreads newer builds and
 * asks what `locate.ts` has asked already. Both names are private: the version is pinned for that.
 */
function guard(command: FfmpegCommand, binary: string): void {
  command.setFfmpegPath(binary);
  const inherited: unknown = Reflect.get(command, '_spawnFfmpeg');
  if (typeof inherited !== 'function') throw new Error('fluent-ffmpeg is not the pinned version');
  const spawnPrivately: Spawn = (args, options, onProcess, onEnd) => {
    const bare = { ...options, env: childEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] };
    Reflect.apply(inherited, command, [
      ['-hide_banner', '-nostdin', ...args],
      bare,
      onProcess,
      onEnd,
    ]);
  };
  const allowAll = (next: (error: null) => void): void => {
    next(null);
  };
  const allowArguments = (next: (error: null, args: unknown) => void): void => {
    const build: unknown = Reflect.get(command, '_getArguments');
    if (typeof build !== 'function') throw new Error('fluent-ffmpeg is not the pinned version');
    next(null, Reflect.apply(build, command, []));
  };
  Object.assign(command, {
    _spawnFfmpeg: spawnPrivately,
    _checkCapabilities: allowAll,
    _prepare: allowArguments,
  });
}
