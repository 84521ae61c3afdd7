/**
 * What the film that is there was made from: one hash of everything that decides its bytes. Where it is
 * the same again, there is nothing to do.
 */
import { createHash } from 'node:crypto';
import { access, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Tools } from '../ffmpeg/locate.ts';
import type { Plan } from '../plan/plan.ts';
import { jsonOf, looksOf, type ContentNames } from './content-names.ts';
import type { AssembleReport } from './report.ts';
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
      dialogue.length > 0,
    ]),
    gaps: options.gaps ?? 'refuse',
    sources,
  };
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex');
}

/** The report of the film at `output`, where it was made by `recipe` and nobody has touched it since. */
export async function unchangedFilm(
  folder: string,
  recipe: string | undefined,
  output: string,
): Promise<AssembleReport | undefined> {
  const text = await readFile(recordPath(folder), 'utf8').catch(() => '');
  const record = jsonOf(text);
  if (recipe === undefined || !isRecord(record) || record.recipe !== recipe) return undefined;
  if (!(await isThere(output)) || record.looks !== (await looksOf(output))) return undefined;
  return { ...record.report, output, unchanged: true };
}

export async function keepRecord(
  folder: string,
  recipe: string | undefined,
  report: AssembleReport,
): Promise<void> {
  if (recipe === undefined) return;
  const record: FilmRecord = { recipe, looks: await looksOf(report.output), report };
  const path = recordPath(folder);
  await writeFile(`${path}.new`, JSON.stringify(record));
  await rename(`${path}.new`, path);
}

interface FilmRecord {
  readonly recipe: string;
  readonly looks: string;
  readonly report: AssembleReport;
}

/** The recipe holds the hash of this code: a report by the same code has the same shape. */
function isRecord(value: unknown): value is FilmRecord {
  return typeof value === 'object' && value !== null && 'recipe' in value && 'report' in value;
}

function recordPath(folder: string): string {
  return join(folder, 'film.json');
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
    for (const name of item.relation?.of ?? []) {
      if (name.includes(':')) addUrl(name);
      else files.set(name, clips.get(name));
    }
  }
  return files;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
