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

/** A copy of fewer frames than this is not worth the two joins it makes. */
const worthwhileFrames = 12;

/** Parts that follow each other and make up `range`. */
export function splitRange(packets: readonly VideoPacket[], range: Range): readonly Part[] {
  const closed = closedPoints(packets);
  const starts = closed.filter((point) => {
    const packet = packets[point];
    return packet?.isKeyframe === true && packet.rank === point;
  });
  const from = starts.find((point) => point >= range.from);
  const to = closed.findLast((point) => point <= range.to);
  if (from === undefined || to === undefined || to - from < worthwhileFrames)
    if (!(from === range.from && to === range.to && to > from)) return [{ by: 'encode', ...range }];
  const parts: readonly Part[] = [
    { by: 'encode', from: range.from, to: from ?? range.from },
    { by: 'copy', from: from ?? range.from, to: to ?? range.to },
    { by: 'encode', from: to ?? range.to, to: range.to },
  ];
  return parts.filter((part) => part.to > part.from);
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
