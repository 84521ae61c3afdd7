/**
 * Which frames of a clip can be taken over as they are coded, and which must be made anew. A copy may
 * begin at a keyframe that nothing after it looks back across, and end where the frames sent so far are
 * just the frames shown so far.
 */
import type { VideoPacket } from '../ffmpeg/probe.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Part extends Range {
  readonly by: 'copy' | 'encode';
}

/** A copy of fewer frames than this is not worth the two joins it makes, and the two runs of ffmpeg. */
const worthwhileFrames = 12;

/** Parts that follow each other and make up `range`. What lies in `changed` is encoded. */
export function splitRange(
  packets: readonly VideoPacket[],
  range: Range,
  changed: readonly Range[] = [],
): readonly Part[] {
  const closed = closedPoints(packets);
  const copies = gapsBetween(changed, range)
    .flatMap((gap) => copyWithin(gap, closed, packets))
    .filter(({ from, to }) => to - from >= worthwhileFrames || to - from === range.to - range.from);
  const encodings = gapsBetween(copies, range);
  const parts: readonly Part[] = [
    ...copies.map((copy): Part => ({ by: 'copy', ...copy })),
    ...encodings.map((encoding): Part => ({ by: 'encode', ...encoding })),
  ];
  return [...parts].sort((a, b) => a.from - b.from);
}

function copyWithin(
  { from, to }: Range,
  closed: readonly number[],
  packets: readonly VideoPacket[],
): readonly Range[] {
  const start = closed.find((point) => {
    const packet = packets[point];
    return point >= from && packet?.isKeyframe === true && packet.rank === point;
  });
  const end = closed.findLast((point) => point <= to);
  return start === undefined || end === undefined || end <= start ? [] : [{ from: start, to: end }];
}

/** What of `range` lies in none of `taken`, which are in order. */
function gapsBetween(taken: readonly Range[], range: Range): readonly Range[] {
  const gaps: Range[] = [];
  let from = range.from;
  for (const { from: start, to: end } of taken) {
    if (start > from) gaps.push({ from, to: Math.min(start, range.to) });
    from = Math.max(from, end);
  }
  if (from < range.to) gaps.push({ from, to: range.to });
  return gaps.filter((gap) => gap.to > gap.from);
}

/** Numbers of packets k such that the first k packets are the first k frames shown. */
export function closedPoints(packets: readonly VideoPacket[]): readonly number[] {
  const points = [0];
  let highest = -1;
  packets.forEach((packet, index) => {
    highest = Math.max(highest, packet.rank);
    if (highest === index) points.push(index + 1);
  });
  return points;
}
