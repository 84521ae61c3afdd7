/** Clips of our own making for the bench, and a plan around them. */
import path from 'node:path';
import { runFfmpeg } from '../../src/ffmpeg/run.ts';
import type { Plan, PlanCutItem, TransitionKind } from '../../src/plan/plan.ts';

export interface ClipsRecipe {
  readonly name: string;
  readonly count: number;
  /** `WIDTHxHEIGHT` */
  readonly size: string;
  readonly seconds: number;
}

/** About as many bytes a second as the service's clips have, a keyframe a second, and a tone in noise, for a tone alone is no film's sound. */
export async function makeClips(
  folder: string,
  { name, count, size, seconds }: ClipsRecipe,
): Promise<readonly string[]> {
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const output = path.join(folder, `${name}-${index}.mp4`);
    await runFfmpeg({
      inputs: [
        { source: `testsrc2=s=${size}:r=24:d=${seconds}`, options: ['-f', 'lavfi'] },
        {
          source: `sine=frequency=${200 + index * 100}:sample_rate=48000:duration=${seconds}`,
          options: ['-f', 'lavfi'],
        },
        {
          source: `anoisesrc=color=pink:sample_rate=48000:amplitude=0.2:seed=${index + 1}:duration=${seconds}`,
          options: ['-f', 'lavfi'],
        },
      ],
      options: [
        ...[
          '-filter_complex',
          `[0:v]hue=h=${index * 60},noise=alls=12:allf=t[v];[1][2]amix=inputs=2[a]`,
        ],
        ...['-map', '[v]', '-map', '[a]'],
        ...['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '9M', '-g', '24'],
        // Else the first frames would weigh as much as a second of the rest.
        ...['-maxrate', '9M', '-bufsize', '4M'],
        ...['-pix_fmt', 'yuv420p', '-c:a', 'aac'],
      ],
      format: 'mp4',
      output,
    });
    made.push(output);
  }
  return made;
}

export function playing(task: string): PlanCutItem {
  return { kind: 'clip', task, scene: 's' };
}

export function transition(kind: TransitionKind): PlanCutItem {
  return { kind: 'transition', transition: kind, durationSeconds: 0.5 };
}

export function filmPlan(cut: readonly PlanCutItem[]): Plan {
  return {
    formatVersion: '1.0',
    episode: {
      id: 'bench',
      number: null,
      title: null,
      series: null,
      budget: null,
      file: 'bench.scene',
    },
    film: {
      width: null,
      height: null,
      fps: 24,
      soundtrack: null,
      loudness: -16,
      subtitles: 'off',
      cover: null,
    },
    scenes: [],
    tasks: [],
    cut,
    estimate: { tokens: 0, cost: { CNY: 0, USD: 0 }, exact: true },
  };
}
