/** A script compiled and held against what its project has made: what planning and explaining read. */
import path from 'node:path';
import { fieldsOf, type ShotField } from '../../plan/fields.ts';
import type { Plan } from '../../plan/plan.ts';
import { chooseBackend, type BackendChoice, type BackendName } from '../../project/backend.ts';
import { findProject, type Project } from '../../project/project.ts';
import { differencesOf, type Difference } from '../../render/differences.ts';
import { gatherEvidence } from '../../render/evidence.ts';
import { buildGraph, type TaskGraph } from '../../render/graph.ts';
import { readLocalMedia, type LocalMedia } from '../../render/local-media.ts';
import { hasErrors } from '../../source/diagnostic.ts';
import { readAccepted, type AcceptedTakes } from '../../store/accepted.ts';
import { readStore, type StoreReading } from '../../store/reading.ts';
import type { Recipe } from '../../store/recipe.ts';
import {
  standingsOf,
  type StaleChoice,
  type Standing,
  type Standings,
} from '../../store/standing.ts';
import type { Origin } from '../../store/store.ts';
import type { Cli } from '../cli.ts';
import { compileScript, noEpisode } from '../compile/script.ts';
import { scriptNamed } from '../inputs/named-path.ts';
import type { MoneyWords } from '../views/money.ts';
import { storeFolder } from '../store-folder.ts';
import { showDiagnostics } from '../views/diagnostics.ts';

export interface ComparedOptions {
  readonly backend?: BackendName;
  readonly stale?: StaleChoice;
}

export interface CompiledEpisode {
  /** Absolute, forward slashes. */
  readonly script: string;
  readonly plan: Plan;
  readonly project: Project;
  readonly fields: ReadonlyMap<string, readonly ShotField[]>;
  /** The scripts that were read, relative to the project's root. */
  readonly files: readonly string[];
}

export interface Compared extends CompiledEpisode {
  readonly choice: BackendChoice;
  readonly money: MoneyWords;
  readonly graph: TaskGraph;
  readonly media: LocalMedia;
  readonly store: StoreReading;
  readonly acceptedPath: string;
  readonly accepted: AcceptedTakes;
  readonly standings: Standings;
  /** How the shots would stand with the other word on what is stale. */
  standWith(stale: StaleChoice): Standings;
}

/**
 * The episode of a script, its diagnostics shown (`errors`: warnings only beside an error);
 * undefined where there are errors.
 * @throws Failure `usage` for a file without an episode
 */
export async function compileEpisode(
  cli: Cli,
  file: string,
  shown: 'all' | 'errors' = 'all',
): Promise<CompiledEpisode | undefined> {
  const script = await scriptNamed(cli, file);
  const { diagnostics, plan, program, files } = await compileScript(cli, { path: script });
  if (shown === 'all' || hasErrors(diagnostics)) await showDiagnostics(cli, diagnostics);
  if (hasErrors(diagnostics)) return undefined;
  if (!plan || !program) throw noEpisode(cli, script);
  const project = await findProject(cli.host, path.posix.dirname(script));
  return { script, plan, project, fields: fieldsOf(program), files };
}

export async function compare(
  cli: Cli,
  episode: CompiledEpisode,
  { backend, stale = 'keep' }: ComparedOptions,
): Promise<Compared> {
  const { plan, project, script } = episode;
  const choice = chooseBackend({
    settings: project.settings,
    env: cli.env,
    ...(backend ? { option: backend } : {}),
  });
  const graph = buildGraph(plan);
  const media = await readLocalMedia(plan, graph.tasks, [], project.root);
  const store = await readStore(storeFolder(project), choice.name);
  const acceptedPath = acceptedPathOf(script, plan, project, choice.name);
  const accepted = await readAccepted(acceptedPath);
  const evidence = await gatherEvidence({
    episode: plan.episode.id,
    tasks: graph.tasks,
    attempts: store.attempts,
    accepted,
    media,
    pathOf: (kept) => store.pathOf(kept),
  });
  return {
    ...episode,
    choice,
    money: moneyOf(project, choice),
    graph,
    media,
    store,
    acceptedPath,
    accepted,
    standings: standingsOf(graph.tasks, evidence, stale),
    standWith: (other) => standingsOf(graph.tasks, evidence, other),
  };
}

/**
 * What is different in a shot since its take was made, or since the last one that there was, beside
 * what that was made from; undefined where nobody wrote that down.
 */
export async function differencesSince(
  { take, before, shot }: Standing,
  { store, fields, media }: Compared,
): Promise<{ readonly recipe: Recipe; readonly differences: readonly Difference[] } | undefined> {
  const recipe = await store.recipe((take ?? before)?.intent.recipe);
  if (!recipe) return undefined;
  const present = {
    fields: fields.get(shot) ?? [],
    fileHash: (url: string) => media.hashOf(url),
  };
  return { recipe, differences: differencesOf(recipe, present) };
}

/** Paths of the accepted clips that are there, by shot. */
export async function acceptedClips({
  standings,
  store,
}: Pick<Compared, 'standings' | 'store'>): Promise<ReadonlyMap<string, string>> {
  const clips = new Map<string, string>();
  for (const [shot, { clip }] of standings.accepted) {
    const file = await store.pathOf(clip);
    if (file !== undefined) clips.set(shot, file);
  }
  return clips;
}

/** How money is told in this project. */
export function moneyOf(
  { settings }: Pick<Project, 'settings'>,
  choice: Pick<BackendChoice, 'name'>,
): MoneyWords {
  return { currency: settings.ark?.region === 'intl' ? 'USD' : 'CNY', real: choice.name === 'ark' };
}

/** Beside the script for what was bought; the simulator's takes stay in its own store. */
export function acceptedPathOf(
  script: string,
  plan: Plan,
  project: Project,
  origin: Origin,
): string {
  const name = (file: string): string => `${file.replace(/\.scene$/, '')}.takes.json`;
  return origin === 'ark'
    ? name(script)
    : path.join(storeFolder(project), origin, 'takes', name(plan.episode.file));
}
