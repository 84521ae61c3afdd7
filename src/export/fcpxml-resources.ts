/** The resources of an FCPXML document: formats, effects and media, each once, numbered as first met. */
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { audioCrossfade, basicTitle, transitionEffect } from './fcpxml-effects.ts';
import { fileUrl } from './media-url.ts';
import type { Rational } from '../ffmpeg/probe.ts';
import { frameSeconds, rationalSeconds as seconds, sourceSeconds } from './rational-seconds.ts';
import type { SoundFormat } from './music.ts';
import type { Sequence, SequenceEvent } from './sequence.ts';

export interface Resources {
  readonly sequenceFormat: string;
  formatOf(picture: Picture): string;
  effect(uid: string): string;
  /** The asset of the file at that path. */
  asset(path: string): string;
  write(root: XMLBuilder): void;
}

/** What a format tells of a sequence or a file. */
interface Picture {
  readonly width: number;
  readonly height: number;
  /** Null: its frames do not come evenly. */
  readonly frameRate: Rational | null;
}

interface Resource {
  readonly id: string;
  write(resources: XMLBuilder): void;
}

export function resourcesOf(sequence: Sequence): Resources {
  const { events, transitions, music, framesPerSecond } = sequence;
  const all = new Map<string, Resource>();
  const add = (key: string, write: (resources: XMLBuilder, id: string) => void): string => {
    const id = all.get(key)?.id ?? `r${all.size + 1}`;
    if (!all.has(key))
      all.set(key, {
        id,
        write: (resources) => {
          write(resources, id);
        },
      });
    return id;
  };
  const idOf = (key: string): string => {
    const found = all.get(key);
    if (!found) throw new Error(`${key} is no resource of the document`);
    return found.id;
  };
  const format = (picture: Picture): string =>
    add(formatKey(picture), (resources, id) => {
      const { width, height, frameRate } = picture;
      resources.ele('format', {
        id,
        ...(frameRate && { frameDuration: frameSeconds(frameRate) }),
        width,
        height,
        colorSpace: '1-1-1 (Rec. 709)',
      });
    });
  const sequenceFormat = format({
    ...sequence,
    frameRate: { numerator: framesPerSecond, denominator: 1 },
  });
  for (const event of events) addMedia(event, { add, format, framesPerSecond });
  for (const { path, name, fileFrames, sound } of music)
    add(`asset ${path}`, (to, id) => {
      const duration = seconds(fileFrames, framesPerSecond);
      to.ele('asset', { id, name, start: '0s', duration, ...soundOf(sound) }).ele('media-rep', {
        kind: 'original-media',
        src: fileUrl(path),
      });
    });
  for (const { kind, way } of transitions) {
    const { name, uid } = transitionEffect(kind);
    if (way !== 'overlap') continue;
    for (const effect of [{ name, uid }, audioCrossfade])
      add(`effect ${effect.uid}`, (to, id) => void to.ele('effect', { id, ...effect }));
  }
  return {
    sequenceFormat,
    formatOf: (picture) => idOf(formatKey(picture)),
    effect: (uid) => idOf(`effect ${uid}`),
    asset: (path) => idOf(`asset ${path}`),
    write(root) {
      const resources = root.ele('resources');
      for (const resource of all.values()) resource.write(resources);
    },
  };
}

function formatKey({ width, height, frameRate }: Picture): string {
  return `format ${width}x${height} ${frameRate ? frameSeconds(frameRate) : 'uneven'}`;
}

interface Adding {
  readonly add: (key: string, write: (resources: XMLBuilder, id: string) => void) => string;
  readonly format: (picture: Picture) => string;
  readonly framesPerSecond: number;
}

function addMedia({ media, name }: SequenceEvent, { add, format, framesPerSecond }: Adding): void {
  switch (media.kind) {
    case 'clip': {
      const ref = format(media);
      add(`asset ${media.path}`, (resources, id) => {
        resources
          .ele('asset', {
            id,
            name,
            start: sourceSeconds(media.start.seconds, 0, framesPerSecond),
            duration: seconds(media.frames, framesPerSecond),
            hasVideo: '1',
            format: ref,
            videoSources: '1',
            ...(media.sound ? soundOf(media.sound) : {}),
          })
          .ele('media-rep', { kind: 'original-media', src: fileUrl(media.path) });
      });
      return;
    }
    case 'still': {
      const ref = add('format still', (resources, id) => {
        resources.ele('format', { id, name: 'FFVideoFormatRateUndefined' });
      });
      add(`asset ${media.path}`, (resources, id) => {
        resources
          .ele('asset', { id, name, start: '0s', duration: '0s', hasVideo: '1', format: ref })
          .ele('media-rep', { kind: 'original-media', src: fileUrl(media.path) });
      });
      return;
    }
    case 'title':
      add(`effect ${basicTitle.uid}`, (resources, id) => {
        resources.ele('effect', { id, ...basicTitle });
      });
      return;
    case 'black':
    case 'white':
    case 'missing':
      return;
  }
}

function soundOf({ channels, sampleRate }: SoundFormat): Readonly<Record<string, string>> {
  return {
    hasAudio: '1',
    audioSources: '1',
    audioChannels: String(channels),
    audioRate: String(sampleRate),
  };
}
