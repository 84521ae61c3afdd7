/**
 * A case's film without a film: its script compiled, its clips as the file `clips` says, one a line:
 *
 *     arrival.arrive 145 frames, speech 1.2..2.4 3.0..4.1
 *     arrival.counter 121 frames, head 38, silent
 *
 *     file:rushes/rain.mp4 120 frames, 30000/1001 a second, from 01:00:00;00
 *
 * `take 2` is the accepted one. `head` and `tail` are frames that a seam gives up. Frames are the film's; a rate is the file's own. What is not in the list is not made. Its soundtracks
 * are as the file `music` says, their seconds first.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '../../../src/compile.ts';
import { fileSystemHost } from '../../../src/cli/host.ts';
import type { Layout } from '../../../src/episode/lay-out.ts';
import type { FilmItem } from '../../../src/episode/items.ts';
import { playedRange } from '../../../src/episode/segments.ts';
import type { ClipSource, Source } from '../../../src/episode/sources.ts';
import { buildTimeline } from '../../../src/episode/timeline.ts';
import type { Rational } from '../../../src/ffmpeg/probe.ts';
import { transitionsOf } from '../../../src/episode/transitions.ts';
import type { MusicFile } from '../../../src/export/music.ts';
import { sequenceOf, type Sequence } from '../../../src/export/sequence.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { SpeechSpan } from '../../../src/subtitles/speech-spans.ts';
import { withDefaultMedia } from '../../support/memory-host.ts';

export interface MadeUpSequence {
  readonly plan: Plan;
  readonly sequence: Sequence;
}

/** @param script of another folder, its clips as this folder's say */
export async function madeUpSequence(
  folder: string,
  script = path.join(folder, 'episode.scene'),
): Promise<MadeUpSequence> {
  const project = path.dirname(script);
  const host = withDefaultMedia(fileSystemHost, project);
  const { plan, diagnostics } = await compile(script, project, host);
  if (!plan) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const recipes = new Map(
    readFileSync(path.join(folder, 'clips'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => clipRecipe(line)),
  );
  const layout = madeUpLayout(plan, recipes);
  const takes = new Map(
    [...recipes].flatMap(([name, { take }]) => (take ? [[name, `${name}#${take}`] as const] : [])),
  );
  const speech = new Map(
    [...recipes].flatMap(([name, recipe]) =>
      recipe.speech.length > 0 ? [[name, recipe.speech] as const] : [],
    ),
  );
  return { plan, sequence: sequenceOf(plan, layout, { takes, speech, music: musicIn(folder) }) };
}

function musicIn(folder: string): ReadonlyMap<string, MusicFile> {
  const list = path.join(folder, 'music');
  if (!existsSync(list)) return new Map();
  const lines = readFileSync(list, 'utf8').trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [, seconds = '', url = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
      const sound = { channels: 2, sampleRate: 44_100 };
      return [url, { path: url.replace('file:', '/project/'), seconds: Number(seconds), sound }];
    }),
  );
}

interface ClipRecipe {
  readonly frames: number;
  readonly head: number;
  readonly tail: number;
  readonly hasSound: boolean;
  readonly speech: readonly SpeechSpan[];
  readonly rate: Rational | undefined;
  readonly timecode: string | undefined;
  readonly take: string | undefined;
}

function clipRecipe(line: string): readonly [string, ClipRecipe] {
  const [name = ''] = line.split(' ');
  const number = (pattern: RegExp): number => Number(pattern.exec(line)?.[1] ?? 0);
  const speech = /speech (.*)$/.exec(line)?.[1]?.split(' ') ?? [];
  const [, numerator, denominator] = / (\d+)\/(\d+) a second/.exec(line) ?? [];
  return [
    name,
    {
      frames: number(/ (\d+) frames/),
      head: number(/head (\d+)/),
      tail: number(/tail (\d+)/),
      hasSound: !line.includes('silent'),
      rate: numerator
        ? { numerator: Number(numerator), denominator: Number(denominator) }
        : undefined,
      take: / take (\d+)/.exec(line)?.[1],
      timecode: / from (\S+)/.exec(line)?.[1],
      speech: speech.map((span) => {
        const [fromSeconds = 0, toSeconds = 0] = span.split('..').map(Number);
        return { fromSeconds, toSeconds };
      }),
    },
  ];
}

/** With what an address has to escape. */
function pathOf(name: string): string {
  return name.startsWith('file:')
    ? name.replace('file:', '/project/')
    : `/kept/第 7 集/${name}.mp4`;
}

function madeUpLayout(plan: Plan, recipes: ReadonlyMap<string, ClipRecipe>): Layout {
  const rate = plan.film.fps;
  const items = plan.cut.flatMap((item, cutIndex): readonly FilmItem[] => {
    if (item.kind === 'transition') return [];
    return [{ item, cutIndex, source: sourceOf(item, recipes, plan) }];
  });
  const segments = items.map(({ item, cutIndex, source }, index) => {
    const recipe = recipes.get(source.name);
    const range = playedRange(
      source,
      {
        framesPerSecond: rate,
        trim: item.kind === 'clip' || item.kind === 'footage' ? item.trim : undefined,
        seam: { head: recipe?.head ?? 0, tail: recipe?.tail ?? 0 },
        firstFrame: item.kind === 'clip' && item.dropFirstFrame ? 'drop' : 'keep',
      },
      () => undefined,
    );
    return { cutIndex, source: index, ...range };
  });
  const transitions = transitionsOf(plan.cut, rate);
  return {
    format: {
      width: plan.film.width ?? 1280,
      height: plan.film.height ?? 720,
      framesPerSecond: rate,
      timescale: 12_288,
      reorderFrames: 2,
      color: { space: 'bt709', primaries: 'bt709', transfer: 'bt709' },
    },
    items,
    segments,
    transitions,
    timeline: buildTimeline(segments, transitions),
    seams: [],
    missing: items.flatMap(({ item }) =>
      item.kind === 'clip' && !recipes.has(item.task) ? [item.task] : [],
    ),
    warnings: [],
  };
}

function sourceOf(
  item: FilmItem['item'],
  recipes: ReadonlyMap<string, ClipRecipe>,
  plan: Plan,
): Source {
  const name = item.kind === 'clip' ? item.task : item.kind === 'footage' ? item.url : item.kind;
  const recipe = recipes.get(name);
  if (recipe) return clipSource(name, recipe, plan);
  if (item.kind === 'still') {
    const frames = Math.round(item.durationSeconds * plan.film.fps);
    return {
      kind: 'picture',
      name,
      path: '/kept/still.png',
      demuxer: 'png_pipe',
      frames,
      orientation: 1,
    };
  }
  const task = plan.tasks.find(({ id }) => id === name);
  const seconds = 'durationSeconds' in item ? item.durationSeconds : (task?.request.duration ?? 5);
  return { kind: 'black', name, frames: Math.round(seconds * plan.film.fps) };
}

function clipSource(name: string, recipe: ClipRecipe, plan: Plan): ClipSource {
  const { frames, hasSound, rate = { numerator: plan.film.fps, denominator: 1 } } = recipe;
  const video: ClipSource['video'] = {
    index: 0,
    codec: 'h264',
    profile: 'High',
    pixelFormat: 'yuv420p',
    width: plan.film.width ?? 1280,
    height: plan.film.height ?? 720,
    sampleAspectRatio: { numerator: 1, denominator: 1 },
    rotationDegrees: 0,
    constantFrameRate: rate,
    averageFrameRate: rate,
    timeBase: { numerator: 1, denominator: 12_288 },
    startSeconds: 0,
    timecode: recipe.timecode,
    frames,
    discardedFrames: 0,
    packets: [],
    reorderFrames: 2,
    colorSpace: 'bt709',
    colorPrimaries: 'bt709',
    colorTransfer: 'bt709',
    colorRange: 'tv',
    fieldOrder: 'progressive',
  };
  const audio = {
    index: 1,
    codec: 'aac',
    sampleRate: 48_000,
    channels: 2,
    startSeconds: 0,
    durationSeconds: frames / plan.film.fps,
  };
  const facts = {
    demuxer: 'mov' as const,
    damage: undefined,
    video,
    audio: hasSound ? audio : undefined,
  };
  return { kind: 'clip', name, path: pathOf(name), facts, video, frames };
}
