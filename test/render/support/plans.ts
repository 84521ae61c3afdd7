/** Plans by hand, as small as a test needs them. */
import type { ContentItem, Plan, PlanTask } from '../../../src/plan/plan.ts';

export interface TaskSketch {
  readonly id: string;
  /** Tasks whose clips it extends. */
  readonly extends?: readonly string[];
  /** The task on whose last frame it starts. */
  readonly continues?: string;
  readonly seconds?: number;
  readonly words?: string;
  readonly images?: readonly string[];
  readonly videos?: readonly string[];
}

export function planOf(sketches: readonly TaskSketch[], more: Partial<Plan> = {}): Plan {
  const tasks = sketches.map(taskOf);
  return {
    formatVersion: '1.0',
    episode: {
      id: 'rain',
      number: null,
      title: null,
      series: null,
      budget: null,
      file: 'rain.scene',
    },
    film: {
      width: 864,
      height: 496,
      fps: 24,
      soundtrack: null,
      loudness: -16,
      subtitles: 'off',
      cover: null,
    },
    scenes: [{ id: 'one', heading: null }],
    tasks,
    cut: tasks.map((task) => ({ kind: 'clip', task: task.id, scene: 'one' })),
    estimate: { tokens: 0, cost: { CNY: 0, USD: 0 }, exact: true },
    ...more,
  };
}

export function taskOf(sketch: TaskSketch): PlanTask {
  const image = (url: string, role: 'first_frame' | 'reference_image'): ContentItem => ({
    type: 'image_url',
    image_url: { url },
    role,
  });
  const video = (url: string): ContentItem => ({
    type: 'video_url',
    video_url: { url },
    role: 'reference_video',
  });
  const words = sketch.words ?? `words of ${sketch.id}`;
  return {
    id: sketch.id,
    dependsOn: [...(sketch.extends ?? []), ...(sketch.continues ? [sketch.continues] : [])],
    request: {
      model: 'doubao-seedance-2-0-fast-260128',
      content: [
        { type: 'text', text: words },
        ...(sketch.continues ? [image(`frame:${sketch.continues}#last`, 'first_frame')] : []),
        ...(sketch.images ?? []).map((url) => image(url, 'reference_image')),
        ...(sketch.extends ?? []).map((name) => video(`clip:${name}`)),
        ...(sketch.videos ?? []).map(video),
      ],
      resolution: '480p',
      ratio: '16:9',
      duration: sketch.seconds ?? 4,
      generate_audio: true,
      watermark: false,
      return_last_frame: true,
    },
    estimate: { tokens: 1000, cost: { CNY: 0.037, USD: 0.0056 }, exact: true },
    dialogue: [],
    inherited: {},
    meaning: 'f'.repeat(64),
    source: { file: 'rain.scene', line: 1 },
  };
}
