/** The settings of every scene: those of the series and the episode, of the scene that it is `like`, its own. */
import type { EpisodeBlock, SeriesBlock } from '../../language/syntax.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import { mayBeDeclared } from '../names/lookup.ts';
import { nearName } from '../../source/near-name.ts';
import type { IndexedScene, SceneIndex } from '../names/scenes.ts';
import type { LoadedFile } from '../sources.ts';
import { extendSettings, noSettings, type Settings } from './settings.ts';

export interface HeaderBlocks {
  readonly series?: { readonly block: SeriesBlock; readonly file: LoadedFile };
  readonly episode?: { readonly block: EpisodeBlock; readonly file: LoadedFile };
}

/** The one series among all files, and the episode of the entry. */
export function headerBlocks(context: Context): HeaderBlocks {
  const { files, entry } = context.sources;
  let series: HeaderBlocks['series'];
  let episode: HeaderBlocks['episode'];
  for (const file of files) {
    for (const block of file.tree.items) {
      const place = { source: file.source, span: 'header' in block ? block.header : block.span };
      if (block.kind === 'series') {
        if (series) {
          const first = { source: series.file.source, span: series.block.header };
          const related = [{ ...first, message: 'the first is here' }];
          context.report(registry.make('double-series', place, {}, { related }));
        } else series = { block, file };
      } else if (block.kind === 'episode' && file === entry) {
        if (episode) {
          const first = { source: file.source, span: episode.block.header };
          const related = [{ ...first, message: 'the first is here' }];
          context.report(registry.make('double-episode', place, {}, { related }));
        } else episode = { block, file };
      }
    }
  }
  return { ...(series ? { series } : {}), ...(episode ? { episode } : {}) };
}

/** The settings that every scene starts from. */
export function episodeSettings({ series, episode }: HeaderBlocks, context: Context): Settings {
  let settings = noSettings;
  if (series) {
    const source = { level: 'series', file: series.file, lines: series.block.body } as const;
    settings = extendSettings(settings, source, context).settings;
  }
  if (episode) {
    const source = { level: 'episode', file: episode.file, lines: episode.block.body } as const;
    settings = extendSettings(settings, source, context).settings;
  }
  return settings;
}

/** Which scene each scene is `like`, where there is one. */
export interface Likeness {
  readonly bases: ReadonlyMap<IndexedScene, IndexedScene>;
  /** All scenes, each after the one that it is like. */
  readonly order: readonly IndexedScene[];
}

/** Says where a scene is like one that is not there, and where some are like one another in a circle. */
export function readLikeness(index: SceneIndex, context: Context): Likeness {
  const bases = new Map<IndexedScene, IndexedScene>();
  for (const scene of index.scenes.values()) {
    const base = findBase(scene, index, context);
    if (base) bases.set(scene, base);
  }
  cutCircles(bases, index, context);
  const order = new Set<IndexedScene>();
  for (const scene of index.scenes.values()) {
    for (const link of linksFrom(scene, bases, order).reverse()) order.add(link);
  }
  return { bases, order: [...order] };
}

/** The scene, the one that it is like, and so on, up to one of `known` or to the second time round. */
function linksFrom(
  scene: IndexedScene,
  bases: ReadonlyMap<IndexedScene, IndexedScene>,
  known: ReadonlySet<IndexedScene>,
): IndexedScene[] {
  const links = new Set<IndexedScene>();
  for (let at: IndexedScene | undefined = scene; at && !known.has(at) && !links.has(at);) {
    links.add(at);
    at = bases.get(at);
  }
  return [...links];
}

function findBase(
  scene: IndexedScene,
  index: SceneIndex,
  context: Context,
): IndexedScene | undefined {
  const { like } = scene.block;
  if (!like) return undefined;
  const base = index.scenes.get(like.text);
  if (!base && !mayBeDeclared(like.text, index.file)) {
    const place = { source: index.file.source, span: like.span };
    const near = nearName(like.text, index.scenes.keys());
    const hint = near === undefined ? {} : { hint: `Did you mean ${near}?` };
    context.report(registry.make('unknown-scene', place, { name: like.text }, hint));
  }
  return base;
}

/** Each circle is told once and opened before the scene of it that stands first in the script. */
function cutCircles(
  bases: Map<IndexedScene, IndexedScene>,
  index: SceneIndex,
  context: Context,
): void {
  const known = new Set<IndexedScene>();
  for (const scene of index.scenes.values()) {
    const links = linksFrom(scene, bases, known);
    for (const link of links) known.add(link);
    const end = links.at(-1);
    const met = end && bases.get(end);
    const again = met ? links.indexOf(met) : -1;
    if (again === -1) continue;
    const inCircle = new Set(links.slice(again));
    const first = [...index.scenes.values()].find((one) => inCircle.has(one)) ?? scene;
    const circle = linksFrom(first, bases, new Set());
    const last = circle[circle.length - 1] ?? first;
    bases.delete(last);
    if (!last.block.like) continue;
    const place = { source: index.file.source, span: last.block.like.span };
    const scenes = [...circle, first].map(({ name }) => name).join(' → ');
    context.report(registry.make('like-circle', place, { scenes }));
  }
}

/** The settings of each scene, by its name. */
export function sceneSettings(
  outer: Settings,
  { bases, order }: Likeness,
  { file }: SceneIndex,
  context: Context,
): ReadonlyMap<string, Settings> {
  const settings = new Map<string, Settings>();
  for (const scene of order) {
    const base = bases.get(scene);
    const around = (base && settings.get(base.name)) ?? outer;
    const source = { level: 'scene', file, lines: scene.block.body } as const;
    settings.set(scene.name, extendSettings(around, source, context).settings);
  }
  return settings;
}
