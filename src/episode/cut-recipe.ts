/** What decides the bytes of a cut, as one hash. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Tools } from '../ffmpeg/locate.ts';
import { isThere } from '../files.ts';
import type { Plan } from '../plan/plan.ts';
import type { ContentNames } from './content-names.ts';
import { localPath } from './sources.ts';

export interface RecipeOptions {
  readonly plan: Plan;
  readonly root: string;
  readonly clips: ReadonlyMap<string, string>;
  readonly fetched?: ReadonlyMap<string, string>;
  readonly gaps?: 'refuse' | 'slate';
}

/** Undefined where something that the cut names is not there: assembling will say what. */
export async function recipeOf(
  options: RecipeOptions,
  tools: Tools,
  contents: ContentNames,
): Promise<string | undefined> {
  const { plan } = options;
  const sources: (readonly [string, string])[] = [];
  for (const [name, path] of namedFiles(options)) {
    if (path === undefined) sources.push([name, 'missing']);
    else if (await isThere(path)) sources.push([name, await contents.nameOf(path)]);
    else return undefined;
  }
  const recipe = {
    code: await contents.nameOf(fileURLToPath(import.meta.url)),
    tools: tools.identity,
    film: plan.film,
    cut: plan.cut,
    scenes: plan.scenes.map(({ id, soundtrack }) => [id, soundtrack]),
    tasks: plan.tasks.map(({ id, request, dialogue }) => [
      id,
      request.duration,
      // The words matter where they are burnt in; else only whether there are any, for the music.
      plan.film.subtitles === 'burn' ? dialogue.map(({ text }) => text) : dialogue.length > 0,
    ]),
    gaps: options.gaps ?? 'refuse',
    sources,
  };
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex');
}

/** Everything that the film may read, by the plan's name; undefined where there is no clip. */
function namedFiles(options: RecipeOptions): ReadonlyMap<string, string | undefined> {
  const { plan, clips } = options;
  const files = new Map<string, string | undefined>();
  const addUrl = (url: string | undefined): void => {
    if (url === undefined) return;
    const isLocal = url.startsWith('file:') || options.fetched?.has(url) === true;
    files.set(url, isLocal ? localPath(url, options) : undefined);
  };
  addUrl(plan.film.soundtrack?.url);
  for (const { soundtrack } of plan.scenes) addUrl(soundtrack?.url);
  for (const item of plan.cut) {
    if (item.kind === 'footage' || item.kind === 'still') addUrl(item.url);
    if (item.kind !== 'clip') continue;
    files.set(item.task, clips.get(item.task));
    const { of = [], edited } = item.relation ?? {};
    for (const name of [...of, ...(edited ? [edited.task, ...edited.relation.of] : [])]) {
      if (name.includes(':')) addUrl(name);
      else files.set(name, clips.get(name));
    }
  }
  return files;
}
