/** Makes the clip of a task, and its last frame: real H.264 with real sound, and plainly no film. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demuxerOfFormat } from '../../ffmpeg/demuxer.ts';
import { openStaging, type Staging } from '../../ffmpeg/staging.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { framesPerSecond } from '../capabilities.ts';
import { drawBackground, drawDisc } from './background.ts';
import { drawCaptionBox, type Thumbnail } from './caption-box.ts';
import { clipGraph, type ClipFiles } from './clip-graph.ts';
import type { ClipPlan } from './clip-plan.ts';
import { digitStrip } from './counter.ts';
import type { Order } from './order.ts';
import type { Seed } from './random.ts';
import type { HeldReference } from './references.ts';

export interface ClipOrder {
  readonly order: Order;
  readonly plan: ClipPlan;
  readonly references: readonly HeldReference[];
  readonly referencePath: (object: string) => string;
  /** What stands in the pictures as their name. */
  readonly shot: string;
  readonly seed: Seed;
}

export interface ClipOutputs {
  readonly clip: string;
  /** undefined: not asked for. */
  readonly lastFrame: string | undefined;
}

export async function makeClip(
  task: ClipOrder,
  outputs: ClipOutputs,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const staging = await openStaging();
  try {
    const files = await drawFiles(task, staging);
    const graph = clipGraph(task.plan, files, task.seed);
    await runFfmpeg({ ...graph, format: 'mp4', output: outputs.clip }, options);
    if (outputs.lastFrame !== undefined) {
      const source = await staging.stage(outputs.clip);
      await runFfmpeg(
        {
          // The end of the file is that of its sound, which may lie a little behind the pictures'.
          inputs: [{ source, options: ['-f', 'mov', '-sseof', '-0.3'] }],
          options: ['-map', '0:v', '-update', '1', '-c:v', 'png'],
          format: 'image2',
          output: outputs.lastFrame,
        },
        options,
      );
    }
  } finally {
    await staging.remove();
  }
}

async function drawFiles(task: ClipOrder, staging: Staging): Promise<ClipFiles> {
  const { plan, seed } = task;
  const frame = { width: plan.widthPixels, height: plan.heightPixels };
  const write = async (name: string, bytes: Uint8Array): Promise<string> => {
    const path = join(staging.folder, name);
    await writeFile(path, bytes);
    return path;
  };
  const box = drawCaptionBox(frame, {
    shot: task.shot,
    prompt: task.order.text,
    thumbnails: await thumbnailsOf(task),
    watermark: task.order.watermark ? 'AI generated' : null,
  });
  const side = Math.round(Math.min(frame.width, frame.height) / 16) * 2;
  const digits = digitStrip(frame.height);
  return {
    background: await write('background.png', drawBackground(frame, seed)),
    box: { path: await write('box.png', box.png), width: box.width, height: box.height },
    disc: { path: await write('disc.png', drawDisc(side, seed)), side },
    digits: { ...digits, path: await write('digits.png', digits.png) },
    references: await Promise.all(
      task.references.map(async (reference) => {
        const demuxer = demuxerOf(reference);
        if (demuxer === undefined) return undefined;
        const path = await staging.stage(task.referencePath(reference.object));
        const rate = reference.facts.kind === 'video' ? reference.facts.framesPerSecond : undefined;
        const even = rate === undefined || Math.abs(rate - framesPerSecond) < 0.01;
        return { path, demuxer, ...(even ? {} : { rate }) };
      }),
    ),
  };
}

function demuxerOf({ facts }: HeldReference): string | undefined {
  if (facts.kind === 'audio') return undefined;
  if (facts.kind === 'video') return 'mov';
  return facts.format === 'heic' ? undefined : demuxerOfFormat(facts.format);
}

/** Numbered within their type, as the prompt names them. */
async function thumbnailsOf(task: ClipOrder): Promise<readonly Thumbnail[]> {
  const chinese = /\p{Script=Han}/u.test(task.order.text);
  const count = { image: 0, video: 0, audio: 0 };
  const thumbnails: Thumbnail[] = [];
  for (const { kind, object, facts } of task.references) {
    count[kind] += 1;
    const name = chinese
      ? `${chineseNames[kind]}${count[kind]}`
      : `${englishNames[kind]} ${count[kind]}`;
    const seconds = facts.kind === 'image' ? undefined : facts.seconds;
    const note = seconds === undefined ? facts.format : `${seconds.toFixed(1)} s`;
    const dataUri =
      facts.kind === 'image' && drawable.has(facts.format)
        ? `data:image/${facts.format};base64,${await readFile(task.referencePath(object), 'base64')}`
        : undefined;
    thumbnails.push({ name, dataUri, note });
  }
  return thumbnails;
}

const drawable: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'webp']);
const chineseNames = { image: '图片', video: '视频', audio: '音频' } as const;
const englishNames = { image: 'Image', video: 'Video', audio: 'Audio' } as const;
