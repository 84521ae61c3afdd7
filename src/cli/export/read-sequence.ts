/** An episode as an editor's program is told of it: its clips found, laid out and listened to. */
import path from 'node:path';
import { existsSync } from 'node:fs';
import { layOut } from '../../episode/lay-out.ts';
import { sequenceOf, type Sequence } from '../../export/sequence.ts';
import { openStaging } from '../../ffmpeg/staging.ts';
import { filmMedia } from '../../plan/film-media.ts';
import { sha256 } from '../../store/canonical.ts';
import { listenToShots } from '../../subtitles/listen.ts';
import { acceptedClips, type Compared } from '../compared/compared.ts';
import { storeFolder } from '../store-folder.ts';
import { findMusic } from './find-music.ts';

export interface ReadSequence {
  readonly sequence: Sequence;
  /** Shots, footage and soundtracks that are not on this machine. */
  readonly missing: readonly string[];
}

/** @param speech `unheard` where nobody asks when lines are said: listening decodes every clip with some */
export async function readSequence(
  compared: Compared,
  speech: 'heard' | 'unheard' = 'heard',
): Promise<ReadSequence> {
  const { plan, project } = compared;
  const staging = await openStaging();
  try {
    const media = { root: project.root, fetched: fetchedBefore(compared) };
    const clips = await acceptedClips(compared);
    const layout = await layOut({ plan, ...media, staging, clips });
    const spans = speech === 'heard' ? await listenToShots(plan, clips) : new Map();
    const { files: music, missing } = await findMusic(plan, media);
    const takes = new Map(
      [...compared.standings.accepted].map(([shot, { intent }]) => [shot, intent.task] as const),
    );
    const sequence = sequenceOf(plan, layout, { takes, speech: spans, music });
    return { sequence, missing: [...layout.missing, ...missing] };
  } finally {
    await staging.remove();
  }
}

/** Remote footage and music that a render has fetched. */
function fetchedBefore({ plan, project, store }: Compared): ReadonlyMap<string, string> {
  const folder = path.join(storeFolder(project), store.origin, 'scratch', 'remote');
  const fetched = new Map<string, string>();
  for (const url of filmMedia(plan).keys()) {
    if (!url.startsWith('https://')) continue;
    const file = path.join(folder, sha256(url));
    if (existsSync(file)) fetched.set(url, file);
  }
  return fetched;
}
