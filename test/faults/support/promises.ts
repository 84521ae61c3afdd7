/** What must hold after every run, however it ended. Each function gives what does not, in words. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { probe } from '../../../src/ffmpeg/probe.ts';
import { isMore, fromMillionths, toMillionths } from '../../../src/render/money.ts';
import { spentOn } from '../../../src/render/budget.ts';
import type { Simulator } from '../../../src/seedance/simulator/server.ts';
import type { Attempt } from '../../../src/store/attempts.ts';
import type { KeptFile } from '../../../src/store/records.ts';
import { hashFile } from '../../../src/files.ts';
import { lookIntoStore } from '../../../src/store/local-store.ts';

export interface Held {
  readonly folder: string;
  readonly simulator: Simulator;
  /** Standard output and standard error of the run. */
  readonly output: string;
  /** Frames of the film that its clips repeat, and that are cut. */
  readonly repeatedFrames: number;
  /** CNY. */
  readonly approved: string;
  readonly key: string;
}

export async function holdPromises(held: Held): Promise<readonly string[]> {
  const store = path.join(held.folder, '.scenewright');
  const attempts = await lookIntoStore(store, 'ark');
  return [
    ...nothingIsPaidTwice(attempts, held),
    ...allThatIsBilledIsKnown(attempts, held),
    ...noMoreIsSpentThanApproved(attempts, held),
    ...(await keptIsWhole(attempts, store)),
    ...(await theFilmIsWholeOrAbsent(attempts, store, held)),
    ...(await theKeyStandsNowhere(held)),
  ];
}

function nothingIsPaidTwice(attempts: readonly Attempt[], { simulator }: Held): string[] {
  const keyOf = new Map(attempts.map(({ tag, intent }) => [tag, intent.key]));
  const billed = new Map<string, string[]>();
  for (const { id, safetyIdentifier } of simulator.bill()) {
    const key = keyOf.get(safetyIdentifier ?? '') ?? `the tag ${safetyIdentifier}`;
    billed.set(key, [...(billed.get(key) ?? []), id]);
  }
  return [...billed]
    .filter(([, ids]) => ids.length > 1)
    .map(([key, ids]) => `${key} is paid for ${ids.length} times: ${ids.join(', ')}`);
}

function allThatIsBilledIsKnown(attempts: readonly Attempt[], { simulator }: Held): string[] {
  const byTag = new Map(attempts.map((attempt) => [attempt.tag, attempt]));
  return simulator.bill().flatMap(({ id, safetyIdentifier }) => {
    const attempt = byTag.get(safetyIdentifier ?? '');
    if (!attempt) return [`${id} is billed, and its intent is not in the journal`];
    if (attempt.id !== undefined && attempt.id !== id)
      return [`${id} is written down as ${attempt.id}`];
    if (attempt.step === 'failed') return [`${id} is billed, and given up in the journal`];
    return [];
  });
}

/** Reserved, ambiguous and billed alike count against what was approved. */
function noMoreIsSpentThanApproved(
  attempts: readonly Attempt[],
  { simulator, approved }: Held,
): string[] {
  const billed = simulator.bill().reduce((sum, { cost }) => sum + toMillionths(cost.CNY), 0n);
  const sums = { billed: fromMillionths(billed), 'written down': spentOn(attempts).CNY };
  return Object.entries(sums)
    .filter(([, sum]) => isMore(sum, approved))
    .map(([what, sum]) => `${sum} CNY are ${what}, and ${approved} were approved`);
}

async function keptIsWhole(attempts: readonly Attempt[], store: string): Promise<string[]> {
  const broken: string[] = [];
  for (const { step, clip, lastFrame, intent } of attempts) {
    if (step !== 'kept') continue;
    for (const file of [clip, lastFrame]) {
      if (!file) continue;
      const found = await hashFile(placeOf(file, store)).catch(() => undefined);
      if (found?.sha256 !== file.sha256)
        broken.push(`${intent.task} is kept and its file is not whole`);
    }
  }
  return broken;
}

function placeOf({ sha256, extension }: KeptFile, store: string): string {
  return path.join(store, 'ark/clips', sha256.slice(0, 2), sha256 + extension);
}

/** As long as its clips: the service may have made one shorter than it was asked for. */
async function theFilmIsWholeOrAbsent(
  attempts: readonly Attempt[],
  store: string,
  { folder, repeatedFrames }: Held,
): Promise<string[]> {
  const film = path.join(folder, '雨夜.mp4');
  if (!(await stat(film).catch(() => undefined))) return [];
  try {
    const { video } = await probe(film);
    let frames = -repeatedFrames;
    for (const { clip } of attempts) {
      if (clip) frames += (await probe(placeOf(clip, store))).video?.frames ?? NaN;
    }
    return video?.frames === frames ? [] : [`the film has ${video?.frames} frames, not ${frames}`];
  } catch (error) {
    return [`the film does not read: ${String(error)}`];
  }
}

async function theKeyStandsNowhere({ folder, output, key }: Held): Promise<string[]> {
  const broken = output.includes(key) ? ['the key stands in the output'] : [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if ((await readFile(file)).includes(key)) broken.push(`the key stands in ${file}`);
  }
  return broken;
}
