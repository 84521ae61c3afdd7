/** The cut to scale, as the cutting room lays it out: what was made counts by its frames. */
import type { PlayedItem } from '../episode/items.ts';
import type { Layout } from '../episode/lay-out.ts';
import type { SeamReport } from '../episode/report.ts';
import type { Plan } from '../plan/plan.ts';
import { fileNameOf } from './names.ts';
import type { CutBlock, CutTrack, CutTransition, Seam } from './report.ts';

export type LaidOut = Pick<Layout, 'items' | 'segments' | 'timeline' | 'seams' | 'missing'> & {
  readonly format: Pick<Layout['format'], 'framesPerSecond'>;
};

/** The picture of a shot or of a medium, by the shot's id or the medium's URL; `{}` where there is none. */
export type PictureOf = (name: string) => Pick<CutBlock, 'picture' | 'drawn'>;

export function cutTrack(plan: Plan, layout: LaidOut, pictureOf: PictureOf): CutTrack {
  const { framesPerSecond } = layout.format;
  const { firstFrames, frames, pieces } = layout.timeline;
  const blocks = layout.items.map(({ item, cutIndex }, index): CutBlock => {
    const { from, to } = layout.segments[index] ?? { from: 0, to: 0 };
    const seam = seamOf(item, cutIndex, layout);
    return {
      ...describe(item, pictureOf),
      fromSeconds: (firstFrames[index] ?? 0) / framesPerSecond,
      seconds: (to - from) / framesPerSecond,
      ...(seam ? { seam } : {}),
    };
  });
  return {
    seconds: frames / framesPerSecond,
    measured: layout.missing.length === 0,
    blocks,
    transitions: transitionsAt(pieces, framesPerSecond),
    scenes: scenesOf(plan, layout.items, blocks),
  };
}

function describe(
  item: PlayedItem,
  pictureOf: PictureOf,
): Pick<CutBlock, 'kind' | 'label' | 'shot' | 'picture' | 'drawn'> {
  switch (item.kind) {
    case 'clip':
      return { kind: 'clip', label: item.task, shot: item.task, ...pictureOf(item.task) };
    case 'title':
      return { kind: 'title', label: item.text };
    case 'footage':
    case 'still':
      return { kind: item.kind, label: fileNameOf(item.url), ...pictureOf(item.url) };
    case 'black':
      return { kind: 'black', label: '' };
  }
}

function seamOf(item: PlayedItem, cutIndex: number, layout: LaidOut): Seam | undefined {
  if (item.kind !== 'clip' || !item.relation || item.again) return undefined;
  const { kind, of } = item.relation;
  const found = layout.seams.filter((seam) => seam.cutIndex === cutIndex);
  return {
    relation: kind,
    of: of.map((name) => (name.includes(':') ? fileNameOf(name) : name)),
    by:
      found.map(({ by }) => by).find((by) => by !== 'none') ??
      (item.dropFirstFrame ? 'doubled' : 'none'),
    cutFrames: sum(found, 'cutFrames') + (item.dropFirstFrame ? 1 : 0),
    cutFromNeighbour: sum(found, 'cutFromNeighbour'),
  };
}

function sum(seams: readonly SeamReport[], of: 'cutFrames' | 'cutFromNeighbour'): number {
  return seams.reduce((total, seam) => total + seam[of], 0);
}

function transitionsAt(
  pieces: Layout['timeline']['pieces'],
  framesPerSecond: number,
): readonly CutTransition[] {
  const found: { kind: CutTransition['kind']; from: number; to: number }[] = [];
  let frame = 0;
  for (const piece of pieces) {
    const { from, to } = piece.kind === 'blend' ? piece.first : piece.range;
    const end = frame + to - from;
    const last = found.at(-1);
    if (piece.kind === 'blend') found.push({ kind: piece.transition, from: frame, to: end });
    if (piece.kind === 'fade') {
      const kind = `fade-${piece.color}` as const;
      // A fade out and the fade in behind it are the two halves of one transition.
      if (piece.direction === 'in' && last?.to === frame && last.kind === kind) last.to = end;
      else found.push({ kind, from: frame, to: end });
    }
    frame = end;
  }
  return found.map(({ kind, from, to }) => ({
    kind,
    fromSeconds: from / framesPerSecond,
    seconds: (to - from) / framesPerSecond,
  }));
}

function scenesOf(
  plan: Plan,
  items: readonly { readonly item: PlayedItem }[],
  blocks: readonly CutBlock[],
): CutTrack['scenes'] {
  const scenes: { id: string; fromSeconds: number; toSeconds: number }[] = [];
  items.forEach(({ item }, index) => {
    const block = blocks[index];
    if (!block) return;
    const toSeconds = block.fromSeconds + block.seconds;
    const last = scenes.at(-1);
    if (last?.id === item.scene) last.toSeconds = toSeconds;
    else scenes.push({ id: item.scene, fromSeconds: block.fromSeconds, toSeconds });
  });
  return scenes.map(({ id, fromSeconds, toSeconds }) => ({
    id,
    heading: plan.scenes.find((scene) => scene.id === id)?.heading ?? null,
    fromSeconds,
    seconds: toSeconds - fromSeconds,
  }));
}
