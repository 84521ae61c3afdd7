/**
 * The last step: from the cut to the film that is published. Pictures and sound are copied; what is
 * added are the subtitles as tracks, the chapters, the title, the mark and the cover.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demuxerOf, protocolGuard } from '../../ffmpeg/demuxer.ts';
import { probe } from '../../ffmpeg/probe.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { openStaging, type Staging } from '../../ffmpeg/staging.ts';
import { finishArguments, metadataText, type Finishing } from './arguments.ts';

export interface FinishOptions extends Finishing {
  /** What `assemble` has made; absolute. It stays as it is. */
  readonly cut: string;
  /** The film to write; absolute. Appears whole or not at all. */
  readonly output: string;
  /** As SubRip, with their language in three letters (ISO 639-2). The first is shown unasked. */
  readonly subtitles: readonly { readonly language: string; readonly srt: string }[];
  /** A picture, or a clip whose middle frame is taken; absolute. */
  readonly cover?: string;
  readonly signal?: AbortSignal;
}

/** Throws Failure `ffmpeg-failed`; gives what ffmpeg warned of. */
export async function finish(options: FinishOptions): Promise<readonly string[]> {
  const { signal, output } = options;
  const staging = await openStaging();
  try {
    const metadata = join(staging.folder, 'film.ffmetadata');
    await writeFile(metadata, metadataText(options));
    const subtitles: { path: string; language: string }[] = [];
    for (const [index, { language, srt }] of options.subtitles.entries()) {
      // ffmpeg refuses a file of subtitles that holds none.
      if (srt.trim() === '') continue;
      const path = join(staging.folder, `words${index}.srt`);
      await writeFile(path, srt);
      subtitles.push({ path, language });
    }
    const files = {
      cut: await staging.stage(options.cut),
      metadata,
      subtitles,
      cover: options.cover === undefined ? undefined : await drawCover(options.cover, staging),
    };
    const run = await runFfmpeg({ ...finishArguments(files), format: 'mp4', output }, { signal });
    return run.warnings;
  } finally {
    await staging.remove();
  }
}

const coverWidthPx = 1280;

async function drawCover(path: string, staging: Staging): Promise<string> {
  const demuxer = await demuxerOf(path);
  const frames = demuxer === 'mov' ? ((await probe(path)).video?.frames ?? 1) : 1;
  const output = join(staging.folder, 'cover.jpg');
  await runFfmpeg({
    inputs: [{ source: await staging.stage(path), options: [...protocolGuard, '-f', demuxer] }],
    options: [
      '-vf',
      `trim=start_frame=${Math.floor(frames / 2)},scale=w=min(iw\\,${coverWidthPx}):h=-2`,
      ...['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p'],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ],
    format: 'image2',
    output,
  });
  return output;
}
