import { expect, test } from 'vitest';
import { filmFormat, unlikeFilm } from '../../src/episode/film-format.ts';
import type { ClipSource } from '../../src/episode/sources.ts';
import type { VideoFacts } from '../../src/ffmpeg/probe.ts';

const video: VideoFacts = {
  index: 0,
  codec: 'h264',
  profile: 'High',
  pixelFormat: 'yuv420p',
  width: 1280,
  height: 720,
  sampleAspectRatio: { numerator: 1, denominator: 1 },
  rotationDegrees: 0,
  constantFrameRate: { numerator: 24, denominator: 1 },
  averageFrameRate: { numerator: 24, denominator: 1 },
  timeBase: { numerator: 1, denominator: 12_288 },
  startSeconds: 0,
  timecode: undefined,
  frames: 1,
  discardedFrames: 0,
  packets: [{ rank: 0, isKeyframe: true, bytes: 1 }],
  reorderFrames: 2,
  colorSpace: undefined,
  colorPrimaries: undefined,
  colorTransfer: undefined,
  colorRange: undefined,
  fieldOrder: 'progressive',
};

function clip(more: Partial<VideoFacts>): ClipSource {
  const facts = { ...video, ...more };
  return {
    kind: 'clip',
    name: 'clip',
    path: 'clip.mp4',
    facts: { demuxer: 'mov', damage: undefined, video: facts, audio: undefined },
    video: facts,
    frames: 1,
  };
}

test.each([
  ['most do not name their colours', [undefined, 'smpte170m', undefined], undefined],
  ['most name them', [undefined, 'bt709', 'bt709'], 'bt709'],
  ['as many do as do not: the first', [undefined, 'bt709'], undefined],
])('the film is as most of its clips are: %s', (_, spaces, space) => {
  const clips = spaces.map((colorSpace) => clip({ colorSpace }));
  const format = filmFormat(clips, { width: null, height: null, fps: 24 });
  expect(format.color.space).toBe(space);
  const unlike = clips.filter((one) => unlikeFilm(one.video, format).length > 0);
  expect(unlike.map(({ video: { colorSpace } }) => colorSpace)).toEqual(
    spaces.filter((own) => own !== space),
  );
});
