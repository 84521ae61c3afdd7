/** `scene explain FILM@TIME`: which line of the script made that moment of the film. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { timecode } from '../../export/timecode.ts';
import type { Cli } from '../cli.ts';
import { paintFor } from '../paint.ts';
import {
  itemsAt,
  readSourceMap,
  sourceMapPath,
  type MappedItem,
  type SourceMap,
} from '../source-map/source-map.ts';

const moment = /^(?<film>.+)@(?<time>\d[\d:.]*)$/;

/** @param subject `film.mp4@41`, `film.mp4@00:41`, `film.mp4@1:02:03.5`, `film.mp4@00:00:41:12` */
export async function explainMoment(cli: Cli, subject: string): Promise<ExitCode> {
  const { film, time } = moment.exec(subject)?.groups ?? {};
  if (film === undefined || time === undefined)
    throw new Failure('usage', `"${subject}" is no moment of a film.`, { hint: howToWrite });
  const file = path.resolve(cli.cwd, film);
  const map = await mapOf(file, film);
  const frame = frameOf(time, map.framesPerSecond);
  if (frame === undefined)
    throw new Failure('usage', `"${time}" is no time.`, { hint: howToWrite });
  const items = itemsAt(map, frame);
  if (items.length === 0)
    throw new Failure('usage', `${film} ends at ${timecode(map.frames, map.framesPerSecond)}.`);
  const script = await scriptLines(path.dirname(file), items);
  const { bold } = paintFor(cli, cli.stdout);
  const head = bold(`${film} at ${timecode(frame, map.framesPerSecond)}, frame ${frame}`);
  const blocks = items.map((item) => describe(item, { frame, map, script }).join('\n'));
  cli.stdout.write(`${[head, ...blocks].join('\n\n')}\n`);
  return exitCodes.done;
}

const howToWrite =
  'A moment is written film.mp4@00:41; a time 41, 00:41, 1:02:03.5, or with frames 00:00:41:12.';

async function mapOf(file: string, film: string): Promise<SourceMap> {
  const mapFile = sourceMapPath(file);
  const text = await readFile(mapFile, 'utf8').catch(unlessAbsent);
  const map = text === undefined ? undefined : readSourceMap(text);
  if (!map)
    throw new Failure(
      text === undefined ? 'file-missing' : 'configuration',
      text === undefined
        ? `There is no source map of ${film}: ${path.basename(mapFile)} should lie beside it.`
        : `${path.basename(mapFile)} is no source map that this version reads.`,
      { hint: '`scene render` writes it with the film.' },
    );
  const found = await stat(file).catch(unlessAbsent);
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
  const parts = time.split(':').map(Number);
  if (parts.length > 4 || parts.some((part) => !Number.isFinite(part))) return undefined;
  const frames = parts.length === 4 ? (parts.pop() ?? 0) : 0;
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
  return Math.floor(seconds * framesPerSecond + 1e-6) + frames;
}

interface At {
  readonly frame: number;
  readonly map: SourceMap;
  /** The lines of the scripts that are there, by `file:line`. */
  readonly script: ReadonlyMap<string, string>;
}

function describe(item: MappedItem, { frame, map, script }: At): readonly string[] {
  const { framesPerSecond } = map;
  const at = (file: string, line: number): string => {
    const words = script.get(`${file}:${line}`);
    return `${file}:${line}${words === undefined ? '' : `  ${words}`}`;
  };
  const file = item.script?.file;
  const sourceFrame = item.sourceFrame + frame - item.firstFrame;
  const spoken = item.lines.filter(
    (line) => frame >= line.firstFrame && frame < line.firstFrame + line.frames,
  );
  return [
    item.kind === 'clip' ? item.name : `${item.kind}: ${item.name}`,
    ...(item.script ? [row('shot', at(item.script.file, item.script.line))] : []),
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
 * The lines that the items name, as the scripts have them now. A script's path is that of its project,
 * whose folder is the film's or one above it; what is not found is not shown.
 */
async function scriptLines(
  folder: string,
  items: readonly MappedItem[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const file of new Set(items.flatMap(({ script }) => script?.file ?? []))) {
    const text = await findUpward(folder, file);
    text?.split(/\r\n|\n|\r/).forEach((line, index) => {
      found.set(`${file}:${index + 1}`, line.trim());
    });
  }
  return found;
}

async function findUpward(folder: string, file: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    const text = await readFile(path.join(at, file), 'utf8').catch(unlessAbsent);
    if (text !== undefined || at === path.dirname(at)) return text;
  }
}

function unlessAbsent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
