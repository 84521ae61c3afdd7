/**
 * The cut to scale. The cutting room's own arithmetic places every item; where a clip was not
 * measured, the seconds that were asked for stand in its stead.
 */
import { buildTimeline, type Segment } from '../episode/timeline.ts';
import { transitionsOf } from '../episode/transitions.ts';
import type { Plan, PlanCutItem, PlanTrim } from '../plan/plan.ts';
import { shotOf } from '../store/takes.ts';
import type { CutBlock, CutTrack, CutTransition, Seam } from './report.ts';

export interface CutSources {
  /** The picture of a shot or of a medium, by the shot's id or the medium's URL; `{}` where there is none. */
  pictureOf(name: string): Pick<CutBlock, 'picture' | 'drawn'>;
}

type Played = Exclude<PlanCutItem, { readonly kind: 'transition' }>;

export function cutTrack(plan: Plan, sources: CutSources): CutTrack {
  const { fps } = plan.film;
  const items = plan.cut.flatMap((item, cutIndex) =>
    item.kind === 'transition' ? [] : [{ item, cutIndex, length: lengthOf(item, plan) }],
  );
  const segments = items.map(({ cutIndex, length }, source): Segment => {
    const from = Math.round(length.fromSeconds * fps);
    return { cutIndex, source, from, to: Math.max(from + 1, Math.round(length.toSeconds * fps)) };
  });
  const { firstFrames, frames, pieces } = buildTimeline(segments, transitionsOf(plan.cut, fps));
  const blocks = items.map(({ item, length }, index): CutBlock => {
    const segment = segments[index];
    const seam = seamOf(item, length.seamSeconds);
    return {
      ...describe(item, sources),
      fromSeconds: (firstFrames[index] ?? 0) / fps,
      seconds: segment ? (segment.to - segment.from) / fps : 0,
      ...(seam ? { seam } : {}),
    };
  });
  return {
    seconds: frames / fps,
    measured: false,
    blocks,
    transitions: transitionsAt(pieces, fps),
    scenes: scenesOf(plan, items, blocks),
  };
}

interface Length {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly seamSeconds: number;
}

/** What an extension repeats of its source, about; the seam itself is found in the pictures. */
const repeatedSeconds = 1;
/** The service's default where the model decides. */
const undecidedSeconds = 5;

function lengthOf(item: Played, plan: Plan): Length {
  switch (item.kind) {
    case 'title':
    case 'still':
    case 'black':
      return { fromSeconds: 0, toSeconds: item.durationSeconds, seamSeconds: 0 };
    case 'footage':
      return trimmed(undecidedSeconds, item.trim, { head: 0, tail: 0 });
    case 'clip': {
      const duration = plan.tasks.find((task) => shotOf(task.id) === item.task)?.request.duration;
      const whole = duration !== undefined && duration > 0 ? duration : undecidedSeconds;
      const kind = item.again ? undefined : item.relation?.kind;
      return trimmed(whole, item.trim, {
        head: kind === 'extends' ? repeatedSeconds : 0,
        tail: kind === 'precedes' ? repeatedSeconds : 0,
      });
    }
  }
}

function trimmed(
  whole: number,
  trim: PlanTrim | undefined,
  { head, tail }: { readonly head: number; readonly tail: number },
): Length {
  return {
    fromSeconds: Math.max(trim?.fromSeconds ?? 0, head),
    toSeconds: Math.min(trim?.toSeconds ?? Infinity, whole - tail),
    seamSeconds: head + tail,
  };
}

function describe(
  item: Played,
  { pictureOf }: CutSources,
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

export function fileNameOf(url: string): string {
  return /[^/:]*$/.exec(url.replace(/[?#].*$/, ''))?.[0] ?? '';
}

function seamOf(item: Played, cutSeconds: number): Seam | undefined {
  if (item.kind !== 'clip' || !item.relation || item.again) return undefined;
  const { kind, of } = item.relation;
  const names = of.map((name) => (name.includes(':') ? fileNameOf(name) : name));
  return { relation: kind, of: names, cutSeconds };
}

function transitionsAt(
  pieces: ReturnType<typeof buildTimeline>['pieces'],
  fps: number,
): readonly CutTransition[] {
  const found: { kind: CutTransition['kind']; from: number; to: number }[] = [];
  let frame = 0;
  for (const piece of pieces) {
    const { from, to } = piece.kind === 'blend' ? piece.first : piece.span;
    const end = frame + to - from;
    const last = found.at(-1);
    if (piece.kind === 'blend') found.push({ kind: piece.transition, from: frame, to: end });
    if (piece.kind === 'fade') {
      // A fade out and the fade in behind it are the two halves of one transition.
      const kind = `fade-${piece.color}` as const;
      if (piece.direction === 'in' && last?.to === frame && last.kind === kind) last.to = end;
      else found.push({ kind, from: frame, to: end });
    }
    frame = end;
  }
  return found.map(({ kind, from, to }) => ({
    kind,
    fromSeconds: from / fps,
    seconds: (to - from) / fps,
  }));
}

function scenesOf(
  plan: Plan,
  items: readonly { readonly item: Played }[],
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
