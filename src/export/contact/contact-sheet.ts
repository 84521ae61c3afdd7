/** The contact sheet of a film: a picture of everything that plays, with its name and its time. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocolGuard } from '../../ffmpeg/demuxer.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { openStaging } from '../../ffmpeg/staging.ts';
import { drawSvg, svgDocument } from '../../lettering/draw.ts';
import type { Weight } from '../../lettering/font-files.ts';
import { measureText } from '../../lettering/typeface.ts';
import { words } from '../../lettering/words.ts';
import type { Sequence, SequenceEvent } from '../sequence.ts';
import { timecode } from '../timecode.ts';
import { cellOf, gridOf, header, page, pagesOf, type Grid } from './layout.ts';
import { picturesOf } from './pictures.ts';

/**
 * One JPEG a page, in the order of the film. A picture is a keyframe of what plays, or where none plays the
 * frame in its middle. Throws Failure `ffmpeg-failed` or `ffmpeg-missing`.
 */
export async function contactSheet(
  sequence: Sequence,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly Uint8Array[]> {
  const grid = gridOf(sequence);
  const pages = pagesOf(sequence.events, grid);
  const staging = await openStaging();
  try {
    const sheets: Uint8Array[] = [];
    for (const [index, events] of pages.entries()) {
      const pictures = await picturesOf(events, grid.picture, {
        staging,
        framesPerSecond: sequence.framesPerSecond,
        signal,
      });
      const heading = `${sequence.title}${pages.length > 1 ? ` · ${index + 1}/${pages.length}` : ''}`;
      const svg = [
        '<rect width="100%" height="100%" fill="#fff"/>',
        headerSvg(heading, sequence),
        ...events.map((event, place) =>
          cellSvg(event, pictures[place] ?? '', place, grid, sequence),
        ),
      ].join('');
      const drawn = join(staging.folder, `page${index}.png`);
      await writeFile(drawn, drawSvg(svgDocument(svg, page), page));
      sheets.push(await jpegOf(drawn, signal));
    }
    return sheets;
  } finally {
    await staging.remove();
  }
}

function headerSvg(title: string, { events, frames, framesPerSecond }: Sequence): string {
  const length = `${events.length} · ${timecode(frames, framesPerSecond)}`;
  const { x, y, right } = header;
  const face = { fontSizePx: 30, weight: 'bold' } as const;
  const room = right - x - measureText(length, { fontSizePx: 22 }) - 40;
  return (
    words([shortened(title, room, face)], { ...face, x, y, fill: '#111' }).svg +
    words([length], { x: right, y, anchor: 'end', fontSizePx: 22, fill: '#555' }).svg
  );
}

function cellSvg(
  event: SequenceEvent,
  picture: string,
  place: number,
  grid: Grid,
  { framesPerSecond }: Sequence,
): string {
  const { x, y } = cellOf(place, grid);
  const { width, height } = grid.picture;
  const face = { fontSizePx: 17, weight: 'bold' } as const;
  const seconds = ((event.to - event.from) / framesPerSecond).toFixed(1);
  const time = `${timecode(event.firstFrame, framesPerSecond)}  ${seconds} s`;
  const small = { fontSizePx: 15 };
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#000"/>` +
    `<image x="${x}" y="${y}" width="${width}" height="${height}" xlink:href="${picture}"/>` +
    words([shortened(event.name, width, face)], { ...face, x, y: y + height + 22, fill: '#111' })
      .svg +
    words([shortened(time, width, small)], { ...small, x, y: y + height + 42, fill: '#555' }).svg
  );
}

function shortened(
  text: string,
  widthPx: number,
  face: { readonly fontSizePx: number; readonly weight?: Weight },
): string {
  if (measureText(text, face) <= widthPx) return text;
  const characters = [...text];
  while (characters.length > 0 && measureText(`${characters.join('')}…`, face) > widthPx)
    characters.pop();
  return `${characters.join('')}…`;
}

async function jpegOf(png: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const output = png.replace(/png$/, 'jpg');
  await runFfmpeg(
    {
      inputs: [{ source: png, options: [...protocolGuard, '-f', 'png_pipe'] }],
      options: [
        ...['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p'],
        ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
      ],
      format: 'image2',
      output,
    },
    { signal },
  );
  return readFile(output);
}
