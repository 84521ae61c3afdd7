/**
 * The seconds of reference videos and audios, each and together, against the model's table. The clip
 * of an earlier shot counts with its frames: a "5 s" clip lasts 121/24 s, which is why the service
 * allows a little more than it documents. Of what nobody knows yet (`auto`, a remote medium) only the
 * least counts: the sum is then a lower bound, and breaking the limit is still breaking it.
 */
import {
  framesOfClip,
  framesPerSecond,
  models,
  secondsTolerance,
} from '../../../seedance/capabilities.ts';
import type { Diagnostic } from '../../../source/diagnostic.ts';
import type { Draft, DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { formatSeconds, nameOfItem, type SentItem } from './describe.ts';

export const referenceSeconds: ProgramRule = {
  name: 'reference-seconds',
  *check(draft) {
    // A voice that is too long is too long in each of its shots, and is said once.
    const said = new Set<string>();
    for (const shot of draft.shots) {
      if (shot.videos.length > 0) yield* checkKind(draft, shot, 'videos', said);
      if (shot.audios.length > 0) yield* checkKind(draft, shot, 'audios', said);
    }
  },
};

function* checkKind(
  draft: Draft,
  shot: DraftShot,
  kind: 'videos' | 'audios',
  said: Set<string>,
): Iterable<Diagnostic> {
  const { clipSeconds, totalSeconds } = models[shot.model].references;
  let together = 0;
  let broken = false;
  for (const item of shot[kind]) {
    const seconds = secondsOf(item, draft);
    together += seconds ?? leastSecondsOf(item, draft);
    if (seconds === undefined) continue;
    const isShort = seconds < clipSeconds.min;
    if (!isShort && seconds <= clipSeconds.max + secondsTolerance) continue;
    broken = true;
    const key = `${shot.model} ${nameOfItem(item)}`;
    if (said.has(key)) continue;
    said.add(key);
    yield registry.make(isShort ? 'reference-too-short' : 'reference-too-long', item.place, {
      what: nameOfItem(item),
      seconds: formatSeconds(seconds),
      model: shot.model,
      kind,
      min: clipSeconds.min,
      max: clipSeconds.max,
    });
  }
  if (broken || milliseconds(together) <= milliseconds(totalSeconds + secondsTolerance)) return;
  const list = shot[kind]
    .map((item) => {
      const seconds = secondsOf(item, draft);
      return `${nameOfItem(item)} (${seconds === undefined ? '? s' : `${formatSeconds(seconds)} s`})`;
    })
    .join(', ');
  const isWhole = shot[kind].every((item) => secondsOf(item, draft) !== undefined);
  yield registry.make('references-too-long', shot.place, {
    kind,
    seconds: `${isWhole ? '' : 'at least '}${formatSeconds(together)}`,
    model: shot.model,
    limit: totalSeconds,
    list,
  });
}

function secondsOf({ source }: SentItem, draft: Draft): number | undefined {
  if ('clipOf' in source) {
    const shot = draft.shotsById.get(source.clipOf);
    if (!shot || shot.duration === 'auto') return undefined;
    // A length that its own shot cannot have has been said there.
    if (shot.duration > models[shot.model].seconds.max) return undefined;
    return framesOfClip(shot.duration) / framesPerSecond;
  }
  if ('lastFrameOf' in source || !source.facts || source.facts.kind === 'image') return undefined;
  return source.facts.seconds === undefined ? undefined : milliseconds(source.facts.seconds) / 1000;
}

/** The clip of an `auto` shot is no shorter than its model makes any; of other media nothing is known. */
function leastSecondsOf({ source }: SentItem, draft: Draft): number {
  const shot = 'clipOf' in source ? draft.shotsById.get(source.clipOf) : undefined;
  return shot ? framesOfClip(models[shot.model].seconds.min) / framesPerSecond : 0;
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
