import { Failure } from '../../failure.ts';
import type { InspectClip } from '../../render/run.ts';

/** Measures a clip as the service sent it, by its pictures. */
export const inspectClip: InspectClip = async (file) => {
  const { probe } = await import('../../ffmpeg/probe.ts');
  const { video, damage } = await probe(file);
  if (!video || video.frames === 0) {
    throw new Failure('clip-unusable', 'the service sent a file without pictures');
  }
  const { numerator, denominator } = video.averageFrameRate;
  const seconds = numerator > 0 ? { seconds: (video.frames * denominator) / numerator } : {};
  return { ...seconds, damage };
};
