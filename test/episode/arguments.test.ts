/** What ffmpeg is told, as data: a change of it is seen in the snapshot before it is heard in a film. */
import { expect, test } from 'vitest';
import { joinList, joinPicturesArguments } from '../../src/episode/arguments/join.ts';
import { encodeArguments, measureArguments } from '../../src/episode/arguments/loudness.ts';
import { musicArguments } from '../../src/episode/arguments/music.ts';
import {
  blendArguments,
  copyArguments,
  fadeArguments,
  runArguments,
} from '../../src/episode/arguments/pictures.ts';
import { soundArguments, type SoundPiece } from '../../src/episode/arguments/sound.ts';
import type { Seek, View } from '../../src/episode/arguments/view.ts';
import { finishArguments } from '../../src/episode/finish/arguments.ts';
import type { FilmFormat } from '../../src/episode/film-format.ts';
import type { OverlapKind } from '../../src/episode/timeline.ts';
import type { FfmpegInput } from '../../src/ffmpeg/run.ts';

const format: FilmFormat = {
  width: 1280,
  height: 720,
  framesPerSecond: 24,
  timescale: 12_288,
  reorderFrames: 2,
  color: { space: 'bt709', primaries: 'bt709', transfer: 'bt709' },
};
const clip = (path: string, fits = true, seek?: Seek): View => ({
  source: {
    kind: 'clip',
    path,
    stream: 0,
    colorSpace: fits ? 'bt709' : 'smpte170m',
    colorRange: 'tv',
    fits,
    interlaced: false,
    seek,
  },
  from: 12,
  to: 24,
  overlayPath: undefined,
});
const sound = (from: number, to: number, audio = true): SoundPiece & { kind: 'run' } => ({
  kind: 'run',
  view: {
    audio: audio
      ? {
          path: '/clips/a.mp4',
          demuxer: 'mov',
          stream: 1,
          channels: 2,
          offsetSeconds: 0,
          durationSeconds: 5,
        }
      : undefined,
    from,
    to,
  },
  leadSamples: 0,
  trailSamples: 0,
  rises: true,
  falls: true,
  speech: false,
});

/** A line for each input and each option, filters a line each. */
function shown(job: {
  readonly inputs: readonly FfmpegInput[];
  readonly options: readonly string[];
}): string {
  const inputs = job.inputs.map(
    ({ source, options = [] }) => `in  ${[...options, '-i', source].join(' ')}`,
  );
  const options = job.options.join(' ').replaceAll(' -', '\n-').replaceAll(';', ';\n  ');
  return `${inputs.join('\n')}\n${options}\n`;
}

const kinds: readonly OverlapKind[] = [
  'dissolve',
  'wipe-left',
  'wipe-right',
  'wipe-up',
  'wipe-down',
  'slide-left',
  'slide-right',
  'slide-up',
  'slide-down',
];

test('pictures', async () => {
  const sheets = [
    ['a clip that fits', runArguments(clip('/clips/a.mp4'), format)],
    [
      'a clip from a keyframe on',
      runArguments(clip('/clips/a.mp4', true, { seconds: 0.25, startSeconds: 0.5 }), format),
    ],
    ['a clip that is unlike the film', runArguments(clip('/clips/a.mp4', false), format)],
    [
      'a caption over it',
      runArguments({ ...clip('/clips/a.mp4'), overlayPath: '/stage/caption.png' }, format),
    ],
    [
      'subtitles over it',
      runArguments(clip('/clips/a.mp4'), format, [
        { path: '/stage/one.png', topPx: 590, from: 0, to: 5 },
        { path: '/stage/two.png', topPx: 590, from: 7, to: 12 },
      ]),
    ],
    [
      'a still',
      runArguments(
        {
          source: { kind: 'picture', path: '/stills/a.jpg', demuxer: 'jpeg_pipe', orientation: 6 },
          from: 0,
          to: 48,
          overlayPath: undefined,
        },
        format,
      ),
    ],
    [
      'black',
      runArguments({ source: { kind: 'black' }, from: 0, to: 24, overlayPath: undefined }, format),
    ],
    [
      'a fade from white',
      fadeArguments(clip('/clips/a.mp4'), { direction: 'in', color: 'white' }, format),
    ],
    [
      'frames copied',
      copyArguments(
        { path: '/clips/a.mp4', stream: 0, startSeconds: 0 },
        { from: 24, to: 96 },
        format,
      ),
    ],
    ...kinds.map(
      (kind) =>
        [kind, blendArguments(clip('/clips/a.mp4'), clip('/clips/b.mp4'), kind, format)] as const,
    ),
  ] as const;
  const text = sheets.map(([name, job]) => `== ${name}\n${shown(job)}`).join('\n');
  await expect(text).toMatchFileSnapshot('arguments/pictures.txt');
});

test('sound and the join', async () => {
  const pieces: readonly SoundPiece[] = [
    { ...sound(0, 120), trailSamples: 240 },
    { ...sound(12, 48), leadSamples: 240 },
    sound(0, 24, false),
    { ...sound(0, 6), kind: 'fade', direction: 'out' },
    {
      kind: 'blend',
      first: sound(108, 120).view,
      second: sound(0, 12).view,
      leadSamples: 0,
      trailSamples: 0,
      rises: false,
      falls: false,
      speech: true,
    },
  ];
  const music = {
    path: '/music/rain.mp3',
    demuxer: 'mp3',
    stream: 0,
    channels: 1,
    levelDb: -18,
    fromFrame: 0,
  } as const;
  const film = { path: '/stage/film.f32', samples: 480_000 };
  const regions = [
    { frames: 120, music },
    { frames: 48, music: undefined },
    { frames: 72, music: { ...music, fromFrame: 168 } },
  ];
  const sheets = [
    ['pieces', soundArguments(pieces, 24)],
    ['music', musicArguments({ ...film, speechPath: undefined }, regions, 24)],
    [
      'music under speech',
      musicArguments({ ...film, speechPath: '/stage/speech.f32' }, regions, 24),
    ],
    ['measuring', measureArguments('/stage/film.f32', { kind: 'raw', peak: 'sample' })],
    [
      'louder',
      encodeArguments(
        '/stage/film.f32',
        { gainDb: 4.2, ceilingDb: undefined },
        { from: 0, to: 480_000 },
      ),
    ],
    [
      'louder, with its peaks held down',
      encodeArguments(
        '/stage/film.f32',
        { gainDb: 9, ceilingDb: -1.5 },
        { from: 1024, to: 480_000 },
      ),
    ],
    ['the film’s pictures', joinPicturesArguments('/stage/list.txt', 12_288)],
    [
      'the film',
      finishArguments({
        pictures: '/stage/in0003',
        sound: '/stage/sound.aac',
        metadata: '/stage/film.ffmetadata',
        subtitles: [
          { path: '/stage/words0.srt', language: 'zho' },
          { path: '/stage/words1.srt', language: 'eng' },
        ],
        cover: '/stage/cover.jpg',
      }),
    ],
    [
      'the film with other words',
      finishArguments({
        pictures: '/stage/in0001',
        sound: '/stage/sound.aac',
        metadata: '/stage/film.ffmetadata',
        subtitles: [],
        cover: undefined,
      }),
    ],
  ] as const;
  const list = joinList(
    [
      { name: 'in0001', frames: 121, startSeconds: 0 },
      { name: 'in0002', frames: 7, startSeconds: 0.083333 },
    ],
    24,
  );
  const text = sheets.map(([name, job]) => `== ${name}\n${shown(job)}`).join('\n');
  await expect(`${text}\n== the list\n${list}`).toMatchFileSnapshot('arguments/sound.txt');
});
