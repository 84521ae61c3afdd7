/** What each shot is made from: its relation and the shots that have to be there before it. */
import type { RelationClause, Target } from '../../language/syntax.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import { lookUp, videoWanted, type Wanted } from '../names/lookup.ts';
import { isSameMedium } from '../names/medium.ts';
import { findShot, type IndexedShot, type SceneIndex } from '../names/scenes.ts';
import type { ClipSource, Relation } from '../program.ts';
import type { ShotBody } from './body.ts';

export interface Lineage {
  readonly relation?: Relation;
  /** The shot behind `opening: last of SHOT`. */
  readonly openingOf?: string;
  readonly incomplete: boolean;
}

interface Link {
  readonly to: string;
  readonly place: Place;
}

/** Per shot, by id. Circles are reported and their shots have no relation. */
export function resolveLineage(
  bodies: ReadonlyMap<string, ShotBody>,
  index: SceneIndex,
  context: Context,
): ReadonlyMap<string, Lineage> {
  const lineages = new Map<string, Lineage>();
  const links = new Map<string, readonly Link[]>();
  for (const shot of index.shots.values()) {
    const body = bodies.get(shot.id);
    const clause = shot.block.relation;
    const hasOpening = body?.references.some((field) => field.value.kind === 'last-of');
    if (!clause && !hasOpening) {
      lineages.set(shot.id, unrelated);
      continue;
    }
    const own: Link[] = [];
    const relation = clause && readRelation(clause, shot, own, index, context);
    const opening = hasOpening && body && readOpening(shot, body, own, index, context);
    lineages.set(shot.id, {
      ...(relation ? { relation } : {}),
      ...(typeof opening === 'string' ? { openingOf: opening } : {}),
      incomplete: (clause !== undefined && !relation) || (hasOpening === true && !opening),
    });
    if (own.length > 0) links.set(shot.id, own);
  }
  for (const id of reportCircles(links, context)) lineages.set(id, { incomplete: true });
  return lineages;
}

const unrelated: Lineage = { incomplete: false };

const footageWanted: Wanted = { kinds: ['video'], called: 'a shot' };

function readRelation(
  clause: RelationClause,
  shot: IndexedShot,
  links: Link[],
  index: SceneIndex,
  context: Context,
): Relation | undefined {
  const of: ClipSource[] = [];
  for (const target of clause.targets) {
    const source = readTarget(target, clause, shot, index, context);
    if (!source) continue;
    const same = of.findIndex((earlier) => isSameClip(earlier, source));
    const first = clause.targets[same];
    if (first) {
      const file = { source: index.file.source };
      const related = [{ ...file, span: first.span, message: 'it is named here already' }];
      const place = { ...file, span: target.span };
      context.report(registry.make('joined-with-itself', place, {}, { related }));
      continue;
    }
    of.push(source);
    if (source.kind === 'shot') {
      links.push({ to: source.id, place: { source: index.file.source, span: target.span } });
    }
  }
  return of.length === clause.targets.length && of.length > 0
    ? { kind: clause.kind, of }
    : undefined;
}

function isSameClip(one: ClipSource, other: ClipSource): boolean {
  if (one.kind === 'shot') return other.kind === 'shot' && one.id === other.id;
  return other.kind === 'video' && isSameMedium(one.medium, other.medium);
}

function readTarget(
  target: Target,
  clause: RelationClause,
  shot: IndexedShot,
  index: SceneIndex,
  context: Context,
): ClipSource | undefined {
  if (target.kind === 'shot-name') {
    const found = findShot(target, shot.scene.name, index, index.file, context);
    return found && { kind: 'shot', id: found.id };
  }
  const place = { source: index.file.source, span: target.span };
  const mention = lookUp(target, place, index.file, context, { wanted: videoWanted });
  if (!mention) return undefined;
  const { asset } = mention;
  if (clause.kind === 'continues') {
    const values = { name: asset.name, is: 'a video', wants: footageWanted.called };
    const hint =
      'Only a shot hands on its last frame. Go on after footage with “extends”, or take a picture of its end as “first frame:”.';
    context.report(registry.make('wrong-asset', place, values, { hint }));
    return undefined;
  }
  return asset.file && { kind: 'video', asset, medium: asset.file };
}

function readOpening(
  shot: IndexedShot,
  body: ShotBody,
  links: Link[],
  index: SceneIndex,
  context: Context,
): string | undefined {
  for (const { value } of body.references) {
    if (value.kind !== 'last-of') continue;
    const found = findShot(value.shot, shot.scene.name, index, index.file, context);
    if (!found) return undefined;
    const place = { source: index.file.source, span: value.shot.span };
    links.push({ to: found.id, place });
    return found.id;
  }
  return undefined;
}

/** Reports each circle once and returns every shot that stands in one. */
function reportCircles(
  links: ReadonlyMap<string, readonly Link[]>,
  context: Context,
): ReadonlySet<string> {
  const inCircle = new Set<string>();
  const done = new Set<string>();
  for (const start of links.keys()) {
    if (done.has(start)) continue;
    // A walk by hand: a chain of thousands of shots must not exhaust the stack.
    const path: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
    const depth = new Map([[start, 0]]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const link = links.get(top.id)?.[top.next];
      top.next += 1;
      if (!link) {
        done.add(top.id);
        depth.delete(top.id);
        path.pop();
      } else if (depth.has(link.to)) {
        const circle = path.slice(depth.get(link.to)).map(({ id }) => id);
        if (!circle.some((id) => inCircle.has(id))) {
          const shots = [...circle, link.to].join(' → ');
          context.report(registry.make('relation-circle', link.place, { shots }));
        }
        for (const id of circle) inCircle.add(id);
      } else if (!done.has(link.to) && links.has(link.to)) {
        depth.set(link.to, path.length);
        path.push({ id: link.to, next: 0 });
      }
    }
  }
  return inCircle;
}
