/** What plays, in order: shots where they stand but those that leave, and all that stands between them. */
import type { ClipLine, SceneLine } from '../../language/syntax.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import { lookUp, videoWanted } from '../names/lookup.ts';
import { mediumOf } from '../names/medium.ts';
import { findShot, type IndexedScene, type SceneIndex } from '../names/scenes.ts';
import type { CutItem, Trim } from '../program.ts';
import type { DraftShot } from '../rule.ts';
import { readTrim } from '../shots/body.ts';
import type { DraftShots } from '../shots/draft-shots.ts';
import type { Place } from '../../source/diagnostic.ts';

/** An item of the cut, and the line that it is from. */
export interface PlacedItem {
  /** Absent where a line plays something that was not understood. */
  readonly item: CutItem | undefined;
  readonly place: Place;
}

/** Where a length may be left out. */
const titleMs = 2000;
const transitionMs = 500;

export function buildCut(
  index: SceneIndex,
  shots: DraftShots,
  context: Context,
): readonly PlacedItem[] {
  const leaving = shotsThatLeave(shots);
  const items: PlacedItem[] = [];
  for (const scene of index.scenes.values()) {
    for (const line of scene.block.body) {
      if (plays(line, scene, leaving)) {
        const place = { source: index.file.source, span: placeOf(line) };
        checkLength(line, place, context);
        items.push({ item: itemOf(line, scene, index, shots, context), place });
      }
    }
  }
  return withDoubledFrames(items, shots);
}

/** An edit stands for what it edits, and a join holds its middle: these leave, unless they say `omit: no`. */
function shotsThatLeave({ shots, bodies }: DraftShots): ReadonlySet<string> {
  const leaving = new Set<string>();
  for (const { id, omit, relation } of shots) {
    if (omit) leaving.add(id);
    // What is not in the film itself takes nothing out of it.
    if (omit || !relation) continue;
    const replaced =
      relation.kind === 'edits'
        ? relation.of
        : relation.kind === 'joins'
          ? relation.of.slice(1, -1)
          : [];
    for (const source of replaced) {
      if (source.kind === 'shot' && bodies.get(source.id)?.omit !== false) leaving.add(source.id);
    }
  }
  return leaving;
}

function plays(line: SceneLine, { name }: IndexedScene, leaving: ReadonlySet<string>): boolean {
  if (line.kind === 'field') return false;
  return line.kind !== 'shot' || !line.name || !leaving.has(`${name}.${line.name.text}`);
}

function itemOf(
  line: SceneLine,
  { name: scene }: IndexedScene,
  index: SceneIndex,
  shots: DraftShots,
  context: Context,
): CutItem | undefined {
  switch (line.kind) {
    case 'shot': {
      const shot = line.name && shots.byId.get(`${scene}.${line.name.text}`);
      return shot?.block === line ? clipOf(shot, shots) : undefined;
    }
    case 'title':
      return {
        kind: 'title',
        text: line.words.text,
        milliseconds: line.seconds?.milliseconds ?? titleMs,
        scene,
      };
    case 'transition': {
      const milliseconds =
        line.transition === 'cut' ? 0 : (line.seconds?.milliseconds ?? transitionMs);
      return { kind: 'transition', transition: line.transition, milliseconds, scene };
    }
    case 'clip':
      return footageOf(line, scene, index, shots, context);
    case 'still': {
      const medium = mediumOf(line.medium, context.sources);
      return { kind: 'still', medium, milliseconds: line.seconds.milliseconds, scene };
    }
    case 'black':
      return { kind: 'black', milliseconds: line.seconds.milliseconds, scene };
    case 'field':
    case 'stray':
    case 'bad':
      return undefined;
  }
}

function checkLength(line: SceneLine, place: Place, context: Context): void {
  if (line.kind === 'shot' || !('seconds' in line) || !line.seconds) return;
  const { milliseconds } = line.seconds;
  if (line.kind === 'transition' && line.transition === 'cut') {
    context.report(registry.make('cut-with-length', place, { seconds: milliseconds / 1000 }));
  } else if (milliseconds <= 0) {
    context.report(registry.make('length-of-nothing', place, { what: line.kind }));
  }
}

function clipOf(shot: DraftShot, shots: DraftShots): CutItem {
  const { id, scene, relation } = shot;
  const trim = trimOf(shot, shots);
  return {
    kind: 'clip',
    shot: id,
    scene,
    again: false,
    dropFirstFrame: false,
    ...(relation && { relation }),
    ...(trim && { trim }),
  };
}

/** An edit takes the trim of what it edits, unless it has its own. */
function trimOf(shot: DraftShot, shots: DraftShots): Trim | undefined {
  for (let at: DraftShot | undefined = shot; at;) {
    if (at.trim) return at.trim;
    const [source]: readonly { kind: string; id?: string }[] =
      at.relation?.kind === 'edits' ? at.relation.of : [];
    at = source?.kind === 'shot' ? shots.byId.get(source.id ?? '') : undefined;
  }
  return undefined;
}

function footageOf(
  line: ClipLine,
  scene: string,
  index: SceneIndex,
  shots: DraftShots,
  context: Context,
): CutItem | undefined {
  const { target, range } = line;
  const source = { source: index.file.source };
  const trim = range && readTrim(range, { ...source, span: range.span }, context);
  if (target.kind === 'mention') {
    const place = { ...source, span: target.span };
    const file = lookUp(target, place, index.file, context, { wanted: videoWanted })?.asset.file;
    return file && { kind: 'footage', medium: file, ...(trim ? { trim } : {}), scene };
  }
  const found = findShot(target, scene, index, index.file, context);
  const shot = found && shots.byId.get(found.id);
  if (!shot) return undefined;
  const shown = range ? trim : trimOf(shot, shots);
  return {
    kind: 'clip',
    shot: shot.id,
    scene,
    again: true,
    ...(shown ? { trim: shown } : {}),
    dropFirstFrame: false,
  };
}

/**
 * A clip that starts on the last frame of the one just before it would show that frame twice. An
 * edit of such a clip starts on the same frame. Hard cuts between the two change nothing.
 */
function withDoubledFrames(items: readonly PlacedItem[], shots: DraftShots): readonly PlacedItem[] {
  let before: CutItem | undefined;
  return items.map((placed) => {
    const { item } = placed;
    const earlier = before;
    if (item?.kind !== 'transition' || item.transition !== 'cut') before = item;
    if (item?.kind !== 'clip' || item.again || earlier?.kind !== 'clip') return placed;
    if (earlier.trim?.toMs !== undefined || (item.trim?.fromMs ?? 0) > 0) return placed;
    const continued = continuedBy(item.shot, shots);
    if (continued === undefined || continued !== earlier.shot) return placed;
    return { ...placed, item: { ...item, dropFirstFrame: true } };
  });
}

function continuedBy(id: string, shots: DraftShots): string | undefined {
  let relation = shots.byId.get(id)?.relation;
  while (relation?.kind === 'edits') {
    const [source] = relation.of;
    relation = source?.kind === 'shot' ? shots.byId.get(source.id)?.relation : undefined;
  }
  const [source] = relation?.kind === 'continues' ? relation.of : [];
  return source?.kind === 'shot' ? source.id : undefined;
}

function placeOf(line: SceneLine): Place['span'] {
  return line.kind === 'shot' ? line.header : line.span;
}
