/** The soundtracks of an episode that are on this machine. */
import { existsSync } from 'node:fs';
import { Failure } from '../../failure.ts';
import { localPath } from '../../episode/sources.ts';
import type { MusicFile } from '../../export/music.ts';
import { probe } from '../../ffmpeg/probe.ts';
import { soundtrackUrls } from '../../plan/film-media.ts';
import type { Plan } from '../../plan/plan.ts';

export interface FoundMusic {
  /** By the URL in the plan. */
  readonly files: ReadonlyMap<string, MusicFile>;
  readonly missing: readonly string[];
}

/** Throws Failure `clip-unusable` for a soundtrack without sound. */
export async function findMusic(
  plan: Plan,
  media: { readonly root: string; readonly fetched: ReadonlyMap<string, string> },
): Promise<FoundMusic> {
  const files = new Map<string, MusicFile>();
  const missing: string[] = [];
  for (const url of soundtrackUrls(plan)) {
    const isHere = url.startsWith('file:') || media.fetched.has(url);
    const path = isHere ? localPath(url, media) : undefined;
    if (path === undefined || !existsSync(path)) {
      missing.push(url);
      continue;
    }
    const { audio } = await probe(path);
    if (!audio) throw new Failure('clip-unusable', `The soundtrack ${url} has no sound.`);
    const { channels, sampleRate, durationSeconds: seconds } = audio;
    files.set(url, { path, seconds, sound: { channels, sampleRate } });
  }
  return { files, missing };
}
