/** What lies in the project and its store for a page: which clips and pictures there are, and where. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Plan } from '../../plan/plan.ts';
import { pathOf } from '../../render/project-file.ts';
import type { PicturedFile } from '../../report/pictures.ts';
import { shotReference, urlOf, urlsOf } from '../../store/content-urls.ts';
import { hashFile } from '../../files.ts';
import type { KeptFile } from '../../store/records.ts';
import { wasKept } from '../../store/attempts.ts';
import { shotOf } from '../../store/takes.ts';
import type { Compared } from '../compared/compared.ts';

export interface Found {
  /** Absolute paths of the kept files that are there, by SHA-256. */
  readonly files: ReadonlyMap<string, string>;
  /** What the page may show: clips and last frames by SHA-256, media by their URL. */
  readonly pictures: ReadonlyMap<string, PicturedFile>;
}

export async function lookAround(compared: Compared): Promise<Found> {
  const files = new Map<string, string>();
  const pictures = await mediaOf(compared);
  const show = async (file: KeptFile | null | undefined): Promise<void> => {
    const found = file ? await compared.store.pathOf(file) : undefined;
    if (!file || found === undefined) return;
    files.set(file.sha256, found);
    pictures.set(file.sha256, { path: found, sha256: file.sha256 });
  };
  for (const { clip } of takesOf(compared)) await show(clip);
  for (const shot of shotsBegunFrom(compared.plan)) {
    await show(compared.standings.accepted.get(shot)?.lastFrame);
  }
  return { files, pictures };
}

function takesOf({ plan, store }: Compared) {
  const shots = new Set(plan.tasks.map(({ id }) => shotOf(id)));
  return store.attempts
    .filter(wasKept)
    .filter(({ intent }) => intent.episode === plan.episode.id && shots.has(shotOf(intent.task)));
}

/** Shots whose last frame another one begins on. */
function shotsBegunFrom(plan: Plan): ReadonlySet<string> {
  const references = plan.tasks.flatMap(({ request }) =>
    urlsOf(request.content).map(shotReference),
  );
  return new Set(references.flatMap((one) => (one?.kind === 'frame' ? [one.task] : [])));
}

/** Local pictures and videos of the requests and of the cut, by URL. */
async function mediaOf({ plan, media, project }: Compared): Promise<Map<string, PicturedFile>> {
  const found = new Map<string, PicturedFile>();
  for (const item of plan.tasks.flatMap(({ request }) => request.content)) {
    const url = item.type === 'audio_url' ? undefined : urlOf(item);
    if (url !== undefined && media.has(url)) found.set(url, media.of(url));
  }
  for (const item of plan.cut) {
    if (!('url' in item) || !item.url.startsWith('file:') || found.has(item.url)) continue;
    const file = await realpath(path.join(project.root, pathOf(item.url)));
    found.set(item.url, { path: file, sha256: (await hashFile(file)).sha256 });
  }
  return found;
}
