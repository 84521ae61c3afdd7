/** The command that lays pictures, sound, words and names together to the film: everything copied. Pure. */
import { protocolGuard } from '../../ffmpeg/demuxer.ts';
import type { FfmpegArguments, FfmpegInput } from '../../ffmpeg/run.ts';
import { codedSound, frameSamples } from '../arguments/loudness.ts';
import { sampleRate } from '../arguments/sound.ts';
import type { Chapter } from '../chapters.ts';

/** What stands in a film beside its pictures and its sound. */
export interface Finishing {
  readonly title: string;
  /** Says that the pictures and sounds were made by a model: the law of some markets asks for it. */
  readonly mark: string;
  readonly chapters: readonly Chapter[];
  /** As SubRip, with their language in three letters (ISO 639-2). The first is shown unasked. */
  readonly subtitles: readonly { readonly language: string; readonly srt: string }[];
  /** A picture, or a clip whose middle frame is taken; absolute. */
  readonly cover?: string;
}

/** FFmpeg's metadata file: title, mark and chapters (ffmpeg-formats, section Metadata). */
export function metadataText(
  { title, mark, chapters }: Finishing,
  { frames, framesPerSecond }: { readonly frames: number; readonly framesPerSecond: number },
): string {
  const parts = [';FFMETADATA1', `title=${escaped(title)}`, `comment=${escaped(mark)}`];
  chapters.forEach((chapter, index) => {
    const end = chapters[index + 1]?.firstFrame ?? frames;
    if (end <= chapter.firstFrame) return;
    parts.push(
      '[CHAPTER]',
      `TIMEBASE=1/${framesPerSecond}`,
      `START=${chapter.firstFrame}`,
      `END=${end}`,
      `title=${escaped(chapter.title)}`,
    );
  });
  return `${parts.join('\n')}\n`;
}

export interface FinishFiles {
  /** With a sound or without: it is not taken from here. */
  readonly pictures: string;
  /** Frames of AAC. */
  readonly sound: string;
  readonly metadata: string;
  readonly subtitles: readonly { readonly path: string; readonly language: string }[];
  /** A JPEG. */
  readonly cover: string | undefined;
}

export function finishArguments({
  pictures,
  sound,
  metadata,
  subtitles,
  cover,
}: FinishFiles): FfmpegArguments {
  const inputs: FfmpegInput[] = [];
  const open = (source: string, ...options: readonly string[]): number =>
    inputs.push({ source, options }) - 1;
  const ofPictures = open(pictures, ...protocolGuard, '-f', 'mov');
  const ofSound = open(sound, '-itsoffset', runInSeconds, ...codedSound);
  const ofMetadata = open(metadata, ...protocolGuard, '-f', 'ffmetadata');
  const ofSubtitles = subtitles.map(({ path }) =>
    open(path, ...protocolGuard, '-sub_charenc', 'UTF-8', '-f', 'srt'),
  );
  const ofCover =
    cover === undefined ? undefined : open(cover, ...protocolGuard, '-f', 'jpeg_pipe');
  return {
    inputs,
    options: [
      ...['-map', `${ofPictures}:v:0`, '-map', `${ofSound}:a:0`],
      ...ofSubtitles.flatMap((number) => ['-map', `${number}:s:0`]),
      ...(ofCover === undefined ? [] : ['-map', `${ofCover}:v:0`]),
      ...['-map_metadata', String(ofMetadata), '-map_chapters', String(ofMetadata)],
      ...['-c', 'copy', '-c:s', 'mov_text'],
      ...subtitles.flatMap(({ language }, index) => [
        ...[`-metadata:s:s:${index}`, `language=${language}`],
        // One is shown without being asked for: ffmpeg makes it the first, whatever it is told.
        ...[`-disposition:s:${index}`, index === 0 ? 'default' : '0'],
      ]),
      ...(ofCover === undefined ? [] : ['-disposition:v:1', 'attached_pic']),
      ...['-movflags', '+faststart', '-fflags', '+bitexact'],
    ],
  };
}

/** The coder's run-in lies before the film's beginning: the film's edit list leaves it out. */
const runInSeconds = (-frameSamples / sampleRate).toFixed(6);

function escaped(text: string): string {
  return text.replace(/[=;#\\\n]/g, (mark) => `\\${mark}`);
}
