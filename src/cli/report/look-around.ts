/** What lies in the project and its store for a page: how each shot stands, which clips and media are there. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Plan } from '../../plan/plan.ts';
import type { PictureSource } from '../../report/pictures.ts';
import { buildGraph } from '../../render/graph.ts';
import { readAccepted, type KeptAttempt } from '../../store/accepted.ts';
import type { PastAttempt } from '../../store/history.ts';
import { shotReference, urlOf } from '../../store/key.ts';
import { hashFile, lookForKept } from '../../store/local-store.ts';
import { standingsOf, type Standings } from '../../store/standing.ts';
import type { Origin } from '../../store/store.ts';
import { shotOf, wasKept } from '../../store/takes.ts';

export interface Surroundings {
  readonly plan: Plan;
  /** Of this episode. */
  readonly past: readonly PastAttempt[];
  /** Absolute. */
  readonly script: string;
  readonly root: string;
  /** The store's. */
  readonly folder: string;
  readonly origin: Origin;
}

export interface Found {
  readonly standings: Standings;
  /** Absolute paths of the clips that are there, by SHA-256. */
  readonly clips: ReadonlyMap<string, string>;
  /** What the page may show: clips and last frames by SHA-256, media by their URL. */
  readonly pictures: ReadonlyMap<string, PictureSource>;
}

export async function lookAround(around: Surroundings): Promise<Found> {
  const { plan, past, folder, origin } = around;
  const shots = new Set(plan.tasks.map(({ id }) => shotOf(id)));
  const attempts = past.map(({ attempt }) => attempt);
  const kept = attempts.filter(wasKept);
  const files = new Map<string, string>();
  for (const { clip, lastFrame } of kept) {
    for (const file of [clip, ...(lastFrame ? [lastFrame] : [])]) {
      const found = await lookForKept(folder, origin, file);
      if (found !== undefined) files.set(file.sha256, found);
    }
  }
  const media = await mediaOf(around);
  const standings = standingsOf(buildGraph(plan).tasks, {
    episode: plan.episode.id,
    attempts,
    accepted: await readAccepted(acceptedPath(around)),
    fileHash: (url) => media.get(url)?.sha256,
    hasFiles: ({ clip, lastFrame }) =>
      files.has(clip.sha256) && (!lastFrame || files.has(lastFrame.sha256)),
  });
  const shown = new Map([...media].filter(([url]) => pictured(plan).has(url)));
  const show = (sha256: string | undefined): void => {
    const found = sha256 === undefined ? undefined : files.get(sha256);
    if (found !== undefined && sha256 !== undefined) shown.set(sha256, { path: found, sha256 });
  };
  for (const { clip, intent } of kept) if (shots.has(shotOf(intent.task))) show(clip.sha256);
  for (const attempt of framesBuiltOn(plan, standings)) show(attempt.lastFrame?.sha256);
  return { standings, clips: files, pictures: shown };
}

/** What somebody chose of the simulator's takes is no choice of what is bought. */
function acceptedPath({ script, folder, origin }: Surroundings): string {
  const { dir, name } = path.parse(script);
  return path.join(origin === 'ark' ? dir : path.join(folder, origin), `${name}.takes.json`);
}

/** Local media of the requests and of the cut that can be read, by URL. */
async function mediaOf({ plan, root }: Surroundings): Promise<ReadonlyMap<string, PictureSource>> {
  const found = new Map<string, PictureSource>();
  for (const url of [...sentUrls(plan), ...pictured(plan)]) {
    if (!url.startsWith('file:') || found.has(url)) continue;
    const file = await realpath(path.join(root, url.slice('file:'.length))).catch(() => undefined);
    // `check` has told of a file that is not there, and the page shows that message.
    if (file === undefined) continue;
    found.set(url, { path: file, sha256: (await hashFile(file)).sha256 });
  }
  return found;
}

function sentUrls(plan: Plan): ReadonlySet<string> {
  return new Set(
    plan.tasks.flatMap(({ request }) => request.content.flatMap((item) => urlOf(item) ?? [])),
  );
}

/** Media that are pictures: sounds have none. */
function pictured(plan: Plan): ReadonlySet<string> {
  return new Set([
    ...plan.tasks.flatMap(({ request }) =>
      request.content.flatMap((item) => (item.type === 'audio_url' ? [] : (urlOf(item) ?? []))),
    ),
    ...plan.cut.flatMap((item) => ('url' in item ? [item.url] : [])),
  ]);
}

function framesBuiltOn(plan: Plan, { accepted }: Standings): readonly KeptAttempt[] {
  return plan.tasks.flatMap(({ request }) =>
    request.content.flatMap((item) => {
      const reference = shotReference(urlOf(item));
      return reference?.kind === 'frame' ? (accepted.get(reference.task) ?? []) : [];
    }),
  );
}
