/** What a shot's request will cost, at most where something is still open. */
import { framesOfClip, models } from '../seedance/capabilities.ts';
import { estimateRequest, type VideoLength } from '../seedance/price.ts';
import type { SentVideo, Shot } from '../semantics/program.ts';
import type { Estimate } from './plan.ts';

/** Requests of one shape share the record. */
export function estimateOf(shot: Shot, shots: ReadonlyMap<string, Shot>): Estimate {
  let known = estimates.get(shots);
  if (!known) estimates.set(shots, (known = new Map<string, Estimate>()));
  const lengths =
    shot.videos.length === 0 ? noLengths : shot.videos.map((video) => lengthOf(video, shots));
  const { model, resolution, ratio, duration } = shot;
  const inputs = lengths.length === 0 ? '' : JSON.stringify(lengths);
  const shape = `${model} ${resolution} ${ratio} ${duration} ${inputs}`;
  let estimate = known.get(shape);
  if (!estimate) known.set(shape, (estimate = newEstimate(shot, lengths)));
  return estimate;
}

const estimates = new WeakMap<ReadonlyMap<string, Shot>, Map<string, Estimate>>();
const noLengths: readonly InputLength[] = [];

function newEstimate(shot: Shot, lengths: readonly InputLength[]): Estimate {
  const { tokens, cost, exact } = estimateRequest({
    model: shot.model,
    resolution: shot.resolution,
    ratio: shot.ratio,
    duration: shot.duration,
    inputVideos: lengths.map(({ length }) => length),
  });
  return { tokens, cost, exact: exact && lengths.every((length) => length.exact) };
}

interface InputLength {
  readonly length: VideoLength | 'unknown';
  readonly exact: boolean;
}

function lengthOf({ source }: SentVideo, shots: ReadonlyMap<string, Shot>): InputLength {
  if ('clipOf' in source) {
    const made = shots.get(source.clipOf);
    if (!made) throw new Error(`the program holds no shot ${source.clipOf}`);
    const { duration, model } = made;
    return duration === 'auto'
      ? { length: { frames: framesOfClip(models[model].seconds.max) }, exact: false }
      : { length: { frames: framesOfClip(duration) }, exact: true };
  }
  const seconds = source.facts?.kind === 'video' ? source.facts.seconds : undefined;
  return seconds === undefined
    ? { length: 'unknown', exact: false }
    : { length: { seconds }, exact: true };
}
