/** Programs by hand: what the planner takes, without a script in front of it. */
import type {
  Asset,
  AssetUse,
  BodyLine,
  CutItem,
  Medium,
  Program,
  ResolvedWords,
  SentAudio,
  SentImage,
  SentVideo,
  Shot,
  SpokenLine,
} from '../../../src/semantics/program.ts';
import type { Place } from '../../../src/source/diagnostic.ts';

const source = { path: '/project/example.scene', text: 'shot a\n' };
export const somewhere: Place = { source, span: { start: 0, end: 6 } };

export function file(path: string): Medium {
  return { location: { kind: 'file', path } };
}

/** A video of which the header told the seconds. */
export function videoFile(path: string, seconds: number): Medium {
  return {
    location: { kind: 'file', path },
    facts: { kind: 'video', format: 'mp4', bytes: 1, seconds },
  };
}

export function asset(name: string, displayName: string, more: Partial<Asset> = {}): Asset {
  return { kind: 'character', name, displayName, images: [], variants: new Map(), ...more };
}

export function use(of: Asset, variant?: string): AssetUse {
  const look = variant === undefined ? undefined : of.variants.get(variant);
  return look ? { asset: of, variant: look } : { asset: of };
}

/** `words` is prose in pieces: strings and mentions. */
export function line(
  kind: Exclude<BodyLine['kind'], 'dialogue'>,
  ...words: readonly (string | AssetUse)[]
): BodyLine {
  return { kind, words, place: somewhere };
}

export function says(
  who: AssetUse | string | readonly (AssetUse | string)[],
  text: string,
  more: Partial<SpokenLine> = {},
): BodyLine {
  const speakers = Array.isArray(who) ? (who as readonly (AssetUse | string)[]) : [who as AssetUse];
  return {
    kind: 'dialogue',
    spoken: {
      speakers,
      delivery: 'in-frame',
      manners: [],
      text,
      line: 1,
      place: somewhere,
      ...more,
    },
  };
}

export function image(of: AssetUse, path: string): SentImage {
  return {
    place: somewhere,
    role: 'reference_image',
    source: file(path),
    bindings: [{ kind: 'asset', use: of }],
  };
}

export function clipOf(id: string): SentVideo {
  return {
    place: somewhere,
    role: 'reference_video',
    source: { clipOf: id },
    bindings: [{ kind: 'relation' }],
  };
}

export function voice(of: AssetUse | string, path: string): SentAudio {
  return {
    place: somewhere,
    role: 'reference_audio',
    source: file(path),
    bindings: [{ kind: 'voice', of }],
  };
}

/** A shot of text alone at the defaults of the language, with what is given instead. */
export function shot(id: string, more: Partial<Shot> = {}): Shot {
  const [scene = '', name = ''] = id.split('.');
  return {
    id,
    scene,
    name,
    place: somewhere,
    file: 'example.scene',
    line: 1,
    mode: 'reference',
    language: 'zh',
    model: 'seedance-2.0',
    modelId: 'doubao-seedance-2-0-260128',
    resolution: '720p',
    ratio: '16:9',
    duration: 5,
    audio: true,
    watermark: false,
    takes: 1,
    derived: {},
    inherited: {},
    service: {},
    images: [],
    videos: [],
    audios: [],
    setting: {},
    body: [{ lines: [] }],
    avoid: [],
    dialogue: [],
    captions: [],
    omit: false,
    ...more,
  };
}

export function program(shots: readonly Shot[], cut?: readonly CutItem[]): Program {
  const built: Omit<Program, never> extends infer P ? Partial<P> : never = {
    region: 'cn',
    file: 'example.scene',
    episode: { id: 'example' },
    film: { width: 1280, height: 720, loudness: -16, subtitles: 'off' },
    scenes: [{ name: 'one', soundtrackOff: false }],
    shots,
    cut: cut ?? shots.map(({ id, scene }) => clip(id, scene)),
  };
  // Only `check` can make one rightly; a hand-made one is for tests of the planner alone.
  return built as Program;
}

function clip(id: string, scene: string): CutItem {
  return { kind: 'clip', shot: id, scene, again: false, dropFirstFrame: false };
}

export function words(...parts: readonly (string | AssetUse)[]): ResolvedWords {
  return parts;
}
