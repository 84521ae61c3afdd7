/** `scene explain FILM@TIME`: which line of the script made that moment of the film. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure, exitCodes } from '../../failure.ts';
import { ifThere } from '../../files.ts';
import type { ExitCode } from '../../failure.ts';
import { timecode } from '../../export/timecode.ts';
import { textOfLine, type SourceText } from '../../source/text.ts';
import type { Cli } from '../cli.ts';
import { paintFor } from '../paint.ts';
import {
  itemsAt,
  readSourceMap,
  sourceMapPath,
  transitionAt,
  type MappedItem,
  type SourceMap,
} from '../source-map/source-map.ts';
import { cutLine } from './cut-lines.ts';

const moment = /^(?<film>.+)@(?<time>\d[\d:.]*s?)$/;

/** @param subject `film.mp4@41s`, `film.mp4@00:41`, `film.mp4@1:02:03.5`, `film.mp4@00:00:41:12` */
export async function explainMoment(cli: Cli, subject: string): Promise<ExitCode> {
  const { film, time } = moment.exec(subject)?.groups ?? {};
  if (film === undefined || time === undefined)
    throw new Failure('usage', `"${subject}" is no moment of a film.`, { hint: howToWrite });
  const file = path.resolve(cli.cwd, film);
  const map = await mapOf(file, film);
  const frame = frameOf(time, map.framesPerSecond);
  if (frame === undefined)
    throw new Failure(
      'usage',
      `"${time}" is no time in a film of ${map.framesPerSecond} frames a second.`,
      {
        hint: howToWrite,
      },
    );
  const items = itemsAt(map, frame);
  if (items.length === 0)
    throw new Failure('usage', `${film} ends at ${timecode(map.frames, map.framesPerSecond)}.`, {
      hint: `Its last frame is at ${timecode(map.frames - 1, map.framesPerSecond)}.`,
    });
  const scripts = await readScripts(path.dirname(file), map, items);
  const { bold } = paintFor(cli, cli.stdout);
  const kind = transitionAt(map, frame) ?? (items.length > 1 ? 'transition' : undefined);
  const within = kind === undefined ? '' : `, in a ${kind}`;
  const both = items.length > 1 ? ': both of these play' : '';
  const place = `${timecode(frame, map.framesPerSecond)}, frame ${frame}`;
  const head = bold(`${film} at ${place}${within}${both}`);
  const blocks = items.map((item) => describe(item, { frame, map, scripts }).join('\n'));
  cli.stdout.write(`${[head, ...blocks].join('\n\n')}\n`);
  return exitCodes.done;
}

const howToWrite =
  'A moment is written film.mp4@00:41; a time 41s, 00:41, 1:02:03.5, or with frames 00:00:41:12.';

async function mapOf(file: string, film: string): Promise<SourceMap> {
  const mapFile = sourceMapPath(file);
  const text = await ifThere(readFile(mapFile, 'utf8'));
  const map = text === undefined ? undefined : readSourceMap(text);
  if (!map)
    throw new Failure(
      text === undefined ? 'file-missing' : 'configuration',
      text === undefined
        ? `There is no source map of ${film}: ${path.basename(mapFile)} should lie beside it.`
        : `${path.basename(mapFile)} is no source map that this version reads.`,
      { hint: '`scene render` writes it with the film.' },
    );
  const found = await ifThere(stat(file));
  if (found && found.size !== map.bytes)
    throw new Failure(
      'configuration',
      `${path.basename(mapFile)} belongs to another cut of ${film}.`,
      {
        hint: '`scene render` writes both anew.',
      },
    );
  return map;
}

/** A time with two colons at most is in seconds; a fourth part counts frames. */
function frameOf(time: string, framesPerSecond: number): number | undefined {
  const words = time.replace(/^([\d.]+)s$/, '$1').split(':');
  if (words.length > 4 || !words.every((word) => /^\d+(\.\d+)?$/.test(word))) return undefined;
  const parts = words.map(Number);
  const frames = parts.length === 4 ? (parts.pop() ?? 0) : 0;
  if (frames >= framesPerSecond || !Number.isInteger(frames)) return undefined;
  // 90 s and 90:00 are times, 00:90 is a slip; only seconds have a part.
  if (parts.slice(1).some((part) => part >= 60)) return undefined;
  if (!parts.slice(0, -1).every(Number.isInteger)) return undefined;
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
  return Math.floor(seconds * framesPerSecond + 1e-6) + frames;
}

interface At {
  readonly frame: number;
  readonly map: SourceMap;
  readonly scripts: Scripts;
}

/** The scripts that are there, by the path that the map has for them. */
type Scripts = ReadonlyMap<string, SourceText>;

function describe(item: MappedItem, { frame, map, scripts }: At): readonly string[] {
  const { framesPerSecond } = map;
  const at = (file: string, line: number): string => {
    const source = scripts.get(file);
    return `${file}:${line}${source ? `  ${textOfLine(source, line).trim()}` : ''}`;
  };
  const file = item.script?.file;
  const episode = scripts.get(map.episode);
  const written = episode && cutLine(item, map, episode);
  const sourceFrame = item.sourceFrame + frame - item.firstFrame;
  const spoken = item.lines.filter(
    (line) => frame >= line.firstFrame && frame < line.firstFrame + line.frames,
  );
  return [
    item.kind === 'clip' || item.kind === item.name ? item.name : `${item.kind}: ${item.name}`,
    ...(item.script ? [row('shot', at(item.script.file, item.script.line))] : []),
    ...(written === undefined ? [] : [row('script', at(map.episode, written))]),
    ...spoken.map((line) => row('said now', file === undefined ? line.text : at(file, line.line))),
    row('scene', item.scene),
    ...(item.kind === 'clip' || item.kind === 'footage'
      ? [row('in the clip', `${timecode(sourceFrame, framesPerSecond)}, frame ${sourceFrame}`)]
      : []),
    ...(item.take
      ? [
          row('take', `${item.take.task}, task ${item.take.id}`),
          row('clip', item.take.clip),
          row('request', item.take.request),
        ]
      : []),
  ];
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(12)}${value}`;
}

/**
 * The scripts that made the items, as they are now. A script's path is that of its project, whose folder
 * is the film's or one above it; what is not found is not shown.
 */
async function readScripts(
  folder: string,
  { episode }: SourceMap,
  items: readonly MappedItem[],
): Promise<Scripts> {
  const found = new Map<string, SourceText>();
  for (const file of new Set([episode, ...items.flatMap(({ script }) => script?.file ?? [])])) {
    const text = await findUpward(folder, file);
    if (text !== undefined) found.set(file, { path: file, text });
  }
  return found;
}

async function findUpward(folder: string, file: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    const text = await ifThere(readFile(path.join(at, file), 'utf8'));
    if (text !== undefined || at === path.dirname(at)) return text;
  }
}
