/** From kept clips to the film's file. */
import path from 'node:path';
import { assemble } from '../../episode/assemble.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Listener } from '../../render/events.ts';
import type { Take } from '../../render/take.ts';
import { download } from '../../seedance/download.ts';
import { sha256 } from '../../store/canonical.ts';
import type { Origin, Store } from '../../store/store.ts';

export interface CutOptions {
  /** The folder that the plan's `file:` paths are relative to; absolute. */
  readonly root: string;
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly onEvent: Listener;
}

type Takes = ReadonlyMap<string, Take>;

/** Beside the script, by its name; a simulated film never lies over a bought one. */
export function filmPath(script: string, origin: Origin): string {
  const { dir, name } = path.parse(script);
  return path.join(dir, origin === 'ark' ? `${name}.mp4` : `${name}.simulated.mp4`);
}

/** Shots of the cut without a clip, each once. */
export function missingShots(plan: Plan, takes: Takes): readonly string[] {
  const shown = plan.cut.flatMap((item) => (item.kind === 'clip' ? [item.task] : []));
  return [...new Set(shown)].filter((task) => !takes.has(task));
}

/** Cuts the film; a card stands where a clip is missing. */
export async function cutFilm(
  plan: Plan,
  takes: Takes,
  output: string,
  { root, store, signal, onEvent }: CutOptions,
): Promise<void> {
  onEvent({ type: 'assembling', stage: 'probe', done: 0, total: 0 });
  const report = await assemble({
    plan,
    root,
    clips: new Map([...takes].map(([task, take]) => [task, take.clipPath])),
    fetched: await fetchRemote(plan, store, signal),
    output,
    workDir: await store.scratchFolder('film'),
    gaps: 'slate',
    signal,
    onProgress: (progress) => {
      onEvent({ type: 'assembling', ...progress });
    },
  });
  for (const message of report.warnings) onEvent({ type: 'warning', message });
  onEvent({ type: 'assembled', output, seconds: report.frames / report.framesPerSecond });
}

/** Copies of the remote media that the cut and the soundtrack name, by URL; each is fetched once. */
async function fetchRemote(
  plan: Plan,
  store: Store,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const urls = [
    plan.film.soundtrack?.url,
    ...plan.scenes.map((scene) => scene.soundtrack?.url),
    ...plan.cut.map((item) => ('url' in item ? item.url : undefined)),
  ];
  const fetched = new Map<string, string>();
  for (const url of urls) {
    if (!url?.startsWith('https://') || fetched.has(url)) continue;
    const file = path.join(await store.scratchFolder('remote'), sha256(url));
    await download(url, file, { signal });
    fetched.set(url, file);
  }
  return fetched;
}
