/** The scenes and shots of the entry by name, and what a shot's name in a line points at. */
import type { SceneBlock, ShotBlock, ShotName } from '../../language/syntax.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import type { LoadedFile } from '../sources.ts';
import type { ReportOptions } from '../../source/registry.ts';
import { mayBeDeclared } from './lookup.ts';
import { nearName } from '../../source/near-name.ts';

export interface IndexedShot {
  /** `scene.shot`. */
  readonly id: string;
  readonly name: string;
  readonly scene: IndexedScene;
  readonly block: ShotBlock;
}

export interface IndexedScene {
  readonly name: string;
  readonly block: SceneBlock;
  /** In the order of the script. */
  readonly shots: ReadonlyMap<string, IndexedShot>;
}

export interface SceneIndex {
  readonly file: LoadedFile;
  /** In the order of the script. */
  readonly scenes: ReadonlyMap<string, IndexedScene>;
  readonly shots: ReadonlyMap<string, IndexedShot>;
}

export function indexScenes(file: LoadedFile, context: Pick<Context, 'report'>): SceneIndex {
  const scenes = new Map<string, IndexedScene>();
  const shots = new Map<string, IndexedShot>();
  for (const block of file.tree.items) {
    if (block.kind !== 'scene') continue;
    const name = block.name.text;
    const earlier = scenes.get(name);
    if (earlier) {
      reportDouble(`The scene “${name}”`, block.name, earlier.block.name, file, context);
      continue;
    }
    const own = new Map<string, IndexedShot>();
    const scene = { name, block, shots: own };
    scenes.set(name, scene);
    for (const line of block.body) {
      // A shot without a name has been reported by the parser.
      if (line.kind !== 'shot' || !line.name) continue;
      const first = own.get(line.name.text)?.block.name;
      if (first) {
        reportDouble(`The shot “${line.name.text}”`, line.name, first, file, context);
        continue;
      }
      const shot = { id: `${name}.${line.name.text}`, name: line.name.text, scene, block: line };
      own.set(shot.name, shot);
      shots.set(shot.id, shot);
    }
  }
  return { file, scenes, shots };
}

/** What a shot's name in `scene` means, if it means anything; outside of scenes, the only shot of that name. */
export function shotCalled(
  name: ShotName,
  scene: string | undefined,
  index: SceneIndex,
): IndexedShot | undefined {
  const sceneName = name.scene ?? scene;
  if (sceneName !== undefined) return index.scenes.get(sceneName)?.shots.get(name.shot);
  const found = [...index.shots.values()].filter((shot) => shot.name === name.shot);
  return found.length === 1 ? found[0] : undefined;
}

/** Undefined where there is no such shot: then it has been reported. `scene` is where it is named. */
export function findShot(
  name: ShotName,
  scene: string | undefined,
  index: SceneIndex,
  file: LoadedFile,
  context: Context,
): IndexedShot | undefined {
  const found = shotCalled(name, scene, index);
  if (found) return found;
  const sceneName = name.scene ?? scene;
  const place = { source: file.source, span: name.span };
  if (sceneName !== undefined && !index.scenes.has(sceneName)) {
    if (mayBeDeclared(sceneName, file)) return undefined;
    const near = nearName(sceneName, index.scenes.keys());
    const meant = near === undefined ? {} : didYouMean(`${near}.${name.shot}`, name);
    context.report(registry.make('unknown-scene', place, { name: sceneName }, meant));
    return undefined;
  }
  reportUnknownShot(name, sceneName ?? '', index, file, context);
  return undefined;
}

function reportUnknownShot(
  name: ShotName,
  scene: string,
  index: SceneIndex,
  file: LoadedFile,
  context: Context,
): void {
  if (mayBeDeclared(name.shot, file)) return;
  const place = { source: file.source, span: name.span };
  const elsewhere = [...index.shots.values()].filter((shot) => shot.name === name.shot);
  const near = nearName(name.shot, index.scenes.get(scene)?.shots.keys() ?? []);
  const full = elsewhere.map((shot) => shot.id);
  const [only] = full.length > 0 ? full : near === undefined ? [] : [near];
  const meant =
    full.length > 1
      ? { hint: `Did you mean ${full.join(' or ')}?` }
      : only === undefined
        ? {}
        : didYouMean(only, name);
  context.report(registry.make('unknown-shot', place, { name: name.shot, scene }, meant));
}

function didYouMean(meant: string, { span }: ShotName): ReportOptions {
  const fixes = [{ title: `Write ${meant}`, edits: [{ span, text: meant }] }];
  return { hint: `Did you mean ${meant}?`, fixes };
}

function reportDouble(
  called: string,
  second: { readonly span: ShotName['span'] },
  first: { readonly span: ShotName['span'] },
  file: LoadedFile,
  context: Pick<Context, 'report'>,
): void {
  const related = [{ source: file.source, span: first.span, message: 'the first is here' }];
  const place = { source: file.source, span: second.span };
  context.report(registry.make('double-name', place, { name: called }, { related }));
}
