/** Where to begin to decode a clip of which only later frames are wanted. */
import type { VideoFacts } from '../ffmpeg/probe.ts';
import type { Seek } from './arguments/view.ts';
import { closedPoints } from './copy-ranges.ts';

/**
 * For the frames from `from` on, of a clip whose frames follow each other evenly; undefined where nothing is
 * gained, or a keyframe does not stand for itself. ffmpeg finds a keyframe by when it is decoded, which is
 * earlier than it is shown by as many frames as the decoder holds back: so much before `from`, and two for
 * the rounding, it can only find one that is shown before.
 */
export function seekTo(from: number, video: VideoFacts, framesPerSecond: number): Seek | undefined {
  const { packets, startSeconds, reorderFrames } = video;
  const latest = from - reorderFrames - 2;
  const closed = new Set(closedPoints(packets));
  const keyframes = packets.flatMap(({ isKeyframe }, place) => (isKeyframe ? [place] : []));
  const areClosed = keyframes.every((place) => closed.has(place) && packets[place]?.rank === place);
  if (!areClosed || !keyframes.some((place) => place > 0 && place <= latest)) return undefined;
  return { seconds: latest / framesPerSecond, startSeconds };
}
