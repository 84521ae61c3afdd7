/** The command that finishes a film: everything copied, words and names added. Pure. */
import { protocolGuard } from '../../ffmpeg/demuxer.ts';
import type { FfmpegInput } from '../../ffmpeg/run.ts';
import type { Chapter } from '../chapters.ts';

export interface Finishing {
  readonly title: string;
  /** Says that the pictures and sounds were made by a model: the law of some markets asks for it. */
  readonly mark: string;
  readonly chapters: readonly Chapter[];
  readonly frames: number;
  readonly framesPerSecond: number;
}

/** FFmpeg's metadata file: title, mark and chapters (ffmpeg-formats, section Metadata). */
export function metadataText(film: Finishing): string {
  const { title, mark, chapters, frames, framesPerSecond } = film;
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
  readonly cut: string;
  readonly metadata: string;
  /** Each with its language in three letters (ISO 639-2). */
  readonly subtitles: readonly { readonly path: string; readonly language: string }[];
  /** A JPEG. */
  readonly cover: string | undefined;
}

export function finishArguments(files: FinishFiles): {
  readonly inputs: readonly FfmpegInput[];
  readonly options: readonly string[];
} {
  const { cut, metadata, subtitles, cover } = files;
  const coverInput = 2 + subtitles.length;
  return {
    inputs: [
      { source: cut, options: [...protocolGuard, '-f', 'mov'] },
      { source: metadata, options: [...protocolGuard, '-f', 'ffmetadata'] },
      ...subtitles.map(({ path }) => ({
        source: path,
        options: [...protocolGuard, '-sub_charenc', 'UTF-8', '-f', 'srt'],
      })),
      ...(cover === undefined
        ? []
        : [{ source: cover, options: [...protocolGuard, '-f', 'jpeg_pipe'] }]),
    ],
    options: [
      ...['-map', '0:v:0', '-map', '0:a:0'],
      ...subtitles.flatMap((_, index) => ['-map', `${2 + index}:s:0`]),
      ...(cover === undefined ? [] : ['-map', `${coverInput}:v:0`]),
      ...['-map_metadata', '1', '-map_chapters', '1', '-c', 'copy', '-c:s', 'mov_text'],
      ...subtitles.flatMap(({ language }, index) => [
        ...[`-metadata:s:s:${index}`, `language=${language}`],
        // One is shown without being asked for: ffmpeg makes it the first, whatever it is told.
        ...[`-disposition:s:${index}`, index === 0 ? 'default' : '0'],
      ]),
      ...(cover === undefined ? [] : ['-disposition:v:1', 'attached_pic']),
      ...['-movflags', '+faststart', '-fflags', '+bitexact'],
    ],
  };
}

function escaped(text: string): string {
  return text.replace(/[=;#\\\n]/g, (mark) => `\\${mark}`);
}
