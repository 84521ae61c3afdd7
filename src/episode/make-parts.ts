/**
 * Carries the parts out: copies and encodings become files in the work folder, named by everything that
 * decides their bytes, so that the next assembly finds what has not changed.
 */
import { createHash } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import pLimit from 'p-limit';
import { probe, type VideoPacket } from '../ffmpeg/probe.ts';
import { runFfmpeg, type FfmpegRun } from '../ffmpeg/run.ts';
import type { Staging } from '../ffmpeg/staging.ts';
import { makeFolder } from '../disk-trouble.ts';
import { Failure } from '../failure.ts';
import { isThere } from '../files.ts';
import type { PieceArguments } from './arguments/pictures.ts';
import type { ContentNames } from './content-names.ts';
import type { Part } from './parts.ts';

export interface MadePart {
  readonly path: string;
  readonly frames: number;
  /** Where the pictures begin in the file, by its own clock. */
  readonly startSeconds: number;
  /** Absent where the pictures are those of the clip. */
  readonly why?: string;
}

export interface MakeOptions {
  readonly folder: string;
  readonly staging: Staging;
  /** Part of every name: another build may write other bytes. */
  readonly toolIdentity: string;
  readonly contents: ContentNames;
  readonly onPart: () => void;
  readonly warn: (message: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The parts as files, in order. What the folder holds of earlier assemblies is removed at the end. */
export async function makeParts(
  parts: readonly Part[],
  options: MakeOptions,
): Promise<readonly MadePart[]> {
  await makeFolder(options.folder);
  const limit = pLimit(availableParallelism());
  const making: Making = { ...options, underWay: new Map() };
  const made = await Promise.all(
    parts.map((part) =>
      limit(async () => {
        options.signal?.throwIfAborted();
        const file = await makePart(part, making);
        options.onPart();
        return file;
      }),
    ),
  ).catch((error: unknown) => {
    limit.clearQueue();
    throw error;
  });
  await sweep(options.folder, new Set(made.map(({ path }) => basename(path))));
  return made;
}

type Making = MakeOptions & {
  /** The same piece may stand in the film twice; it is made once. */
  readonly underWay: Map<string, Promise<MadeFile>>;
};

interface MadeFile {
  readonly path: string;
  /** An earlier assembly has made it, and looked at it. */
  readonly found: boolean;
}

async function makePart(part: Part, making: Making): Promise<MadePart> {
  const { frames } = part;
  switch (part.kind) {
    case 'direct':
      return { path: part.path, frames, startSeconds: part.startSeconds };
    case 'encode': {
      const { path } = await makeFile(part.arguments, frames, making);
      return { path, frames, startSeconds: 0, why: part.why };
    }
    case 'copy': {
      const { path, found } = await makeFile(part.arguments, frames, making, { counted: false });
      if (found || (await holdsPackets(path, part.packets, making.signal)))
        return { path, frames, startSeconds: 0 };
      await rm(path, { force: true });
      const encoded = await makeFile(part.instead, frames, making);
      return {
        path: encoded.path,
        frames,
        startSeconds: 0,
        why: 'could not be copied frame by frame',
      };
    }
  }
}

async function makeFile(
  piece: PieceArguments,
  frames: number,
  making: Making,
  { counted = true }: { readonly counted?: boolean } = {},
): Promise<MadeFile> {
  const { inputs, options, inpointSeconds } = piece;
  const named = await Promise.all(
    inputs.map(async ({ source, options: flags = [] }) =>
      flags.includes('lavfi')
        ? [source, ...flags]
        : [await making.contents.nameOf(source), ...flags],
    ),
  );
  const key = createHash('sha256')
    .update(JSON.stringify([making.toolIdentity, named, options, inpointSeconds]))
    .digest('hex')
    .slice(0, 40);
  const path = join(making.folder, `${key}.mp4`);
  let made = making.underWay.get(path);
  if (!made) {
    made = runPiece(piece, { path, frames, counted }, making);
    making.underWay.set(path, made);
  }
  return made;
}

async function runPiece(
  { inputs, options, inpointSeconds }: PieceArguments,
  result: { readonly path: string; readonly frames: number; readonly counted: boolean },
  making: Making,
): Promise<MadeFile> {
  const { path } = result;
  if (await isThere(path)) return { path, found: true };
  const staged = await Promise.all(
    inputs.map(async (input) => {
      if (input.options?.includes('lavfi')) return input;
      const source = await making.staging.stage(input.source);
      return {
        ...input,
        source: inpointSeconds === undefined ? source : await listOf(source, inpointSeconds),
      };
    }),
  );
  const run = await runFfmpeg(
    { inputs: staged, options, format: 'mp4', output: path },
    { signal: making.signal },
  );
  await check(run, result, making);
  return { path, found: false };
}

/** A list of the one file, from a place in it. */
async function listOf(source: string, inpointSeconds: number): Promise<string> {
  const inpoint = inpointSeconds.toFixed(6);
  const path = `${source}.${inpoint}.txt`;
  await writeFile(path, `ffconcat version 1.0\nfile ${basename(source)}\ninpoint ${inpoint}\n`);
  return path;
}

/** A piece with a frame too few would shift all that follows against the sound. */
async function check(
  run: FfmpegRun,
  {
    path,
    frames,
    counted,
  }: { readonly path: string; readonly frames: number; readonly counted: boolean },
  { warn }: Making,
): Promise<void> {
  for (const warning of run.warnings) warn(`ffmpeg: ${warning}`);
  if (!counted || run.frames === frames) return;
  await rm(path, { force: true });
  throw new Failure(
    'ffmpeg-failed',
    `A piece of the film came out with ${run.frames} frames, not ${frames}.`,
  );
}

/** Keyframes may have grown by the parameter sets that a copy puts before them. */
async function holdsPackets(
  path: string,
  expected: readonly VideoPacket[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const packets = (await probe(path, { signal })).video?.packets ?? [];
  return (
    packets.length === expected.length &&
    expected.every(({ bytes, isKeyframe }, index) => {
      const found = packets[index]?.bytes ?? 0;
      return isKeyframe ? found >= bytes : found === bytes;
    })
  );
}

async function sweep(folder: string, kept: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder))
    if (!kept.has(name)) await rm(join(folder, name), { force: true });
}
