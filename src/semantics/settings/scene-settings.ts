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

/** The scenes whose fields hold in a scene, the one that it starts from first, itself last. */
export function likeness(
  scene: IndexedScene,
  index: SceneIndex,
  context: Context,
): readonly IndexedScene[] {
  const chain: IndexedScene[] = [scene];
  for (let next = scene; next.block.like;) {
    const { like } = next.block;
    const place = { source: index.file.source, span: like.span };
    const found = index.scenes.get(like.text);
    if (!found) {
      if (next === scene && !mayBeDeclared(like.text, index.file)) {
        const near = nearName(like.text, index.scenes.keys());
        const hint = near === undefined ? {} : { hint: `Did you mean ${near}?` };
        context.report(registry.make('unknown-scene', place, { name: like.text }, hint));
      }
      break;
    }
    if (chain.includes(found)) {
      // Told once, at the scene of the circle that stands first in the script.
      const circle = chain.slice(0, chain.indexOf(found) + 1).reverse();
      if (found === scene && first(circle, index) === scene) {
        const scenes = [...circle, circle[0]].map((link) => link?.name ?? '').join(' → ');
        context.report(registry.make('like-circle', place, { scenes }));
      }
      break;
    }
    chain.unshift(found);
    next = found;
  }
  return chain;
}

function first(circle: readonly IndexedScene[], index: SceneIndex): IndexedScene | undefined {
  for (const scene of index.scenes.values()) if (circle.includes(scene)) return scene;
  return undefined;
}

export function sceneSettings(
  outer: Settings,
  scene: IndexedScene,
  index: SceneIndex,
  context: Context,
): Settings {
  // What is wrong in the other scene's fields is told there.
  const silent: Context = { ...context, report: () => undefined };
  return likeness(scene, index, context).reduce((settings, link) => {
    const source = { level: 'scene', file: index.file, lines: link.block.body } as const;
    return extendSettings(settings, source, link === scene ? context : silent).settings;
  }, outer);
}
