/**
 * A clip's plan as one run of ffmpeg: its inputs and its filter graph. Pure. Written for builds back to
 * 2018: no xfade, no drawtext; stills are decoded once and looped, moving is cropping and overlaying.
 */
import type { FfmpegInput } from '../../ffmpeg/run.ts';
import { framesPerSecond } from '../capabilities.ts';
import { travelPixels } from './background.ts';
import type { ClipPlan, Stretch } from './clip-plan.ts';
import { counterDigits } from './counter.ts';
import { chance, wholeChance, type Seed } from './random.ts';

/** Staged files: paths of letters and digits alone. */
export interface ClipFiles {
  readonly background: string;
  readonly box: { readonly path: string; readonly width: number; readonly height: number };
  readonly disc: { readonly path: string; readonly side: number };
  readonly digits: {
    readonly path: string;
    readonly cellWidth: number;
    readonly cellHeight: number;
  };
  /** The references, by their place; undefined for those that are not shown. */
  readonly references: readonly (
    | {
        readonly path: string;
        readonly demuxer: string;
        /** For films: frames a second where they are not 24. */
        readonly rate?: number;
      }
    | undefined
  )[];
}

export interface ClipGraph {
  readonly inputs: readonly FfmpegInput[];
  readonly options: readonly string[];
}

/** How long an opening or closing picture stands alone, and how long it takes to fade. */
const aloneFrames = 6;
const fadeFrames = 12;

export function clipGraph(plan: ClipPlan, files: ClipFiles, seed: Seed): ClipGraph {
  const builder = new GraphBuilder();
  let at = 0;
  plan.stretches.forEach((stretch, nth) => {
    const made =
      stretch.kind === 'new'
        ? newStretch(builder, { plan, files, stretch, nth, at, seed })
        : sourceStretch(builder, { plan, files, stretch, nth, at, seed });
    builder.add(`${made}settb=1/${framesPerSecond},setpts=N[s${nth}]`);
    at += stretch.frames;
  });
  const joined = plan.stretches.map((_, nth) => `[s${nth}]`).join('');
  // A source may hold a frame fewer than its header says; its last one is then held.
  builder.add(
    `${joined}concat=n=${plan.stretches.length}:v=1:a=0,settb=1/${framesPerSecond},setpts=N,` +
      `tpad=stop_mode=clone:stop_duration=2,trim=end_frame=${plan.frames}[v]`,
  );
  const sound = plan.sound === null ? [] : addSound(builder, plan.sound, seed);
  return {
    inputs: builder.inputs,
    options: [
      ...['-filter_complex', builder.filters.join(';')],
      ...['-map', '[v]', ...sound],
      ...['-r', String(framesPerSecond)],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '21', '-pix_fmt', 'yuv420p'],
      ...['-g', '48', '-threads', '2'],
      ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
      // The same shot gives the same bytes; the encoder's own note of its settings is taken out.
      ...['-bsf:v', 'filter_units=remove_types=6', '-map_metadata', '-1', '-fflags', '+bitexact'],
      ...['-flags:v', '+bitexact', '-flags:a', '+bitexact', '-movflags', '+faststart'],
    ],
  };
}

class GraphBuilder {
  readonly inputs: FfmpegInput[] = [];
  readonly filters: string[] = [];

  /** The number of the input. */
  input(source: string, options: readonly string[]): number {
    this.inputs.push({ source, options });
    return this.inputs.length - 1;
  }

  /** A still as an endless stream; `filters` act on the one picture. Answers with its label. */
  still(path: string, demuxer: string, filters: string): string {
    const rate = ['-framerate', String(framesPerSecond)];
    const number = this.input(path, ['-f', demuxer, ...(demuxer.endsWith('_pipe') ? rate : [])]);
    const label = `[i${number}]`;
    this.add(
      `[${number}:v]${filters},trim=end_frame=1,loop=loop=-1:size=1:start=0,settb=1/${framesPerSecond},setpts=N${label}`,
    );
    return label;
  }

  add(filter: string): void {
    this.filters.push(filter);
  }
}

interface Context<S extends Stretch> {
  readonly plan: ClipPlan;
  readonly files: ClipFiles;
  readonly stretch: S;
  readonly nth: number;
  /** Frames of the clip before this stretch. */
  readonly at: number;
  readonly seed: Seed;
}

/** Answers with what the next filter is put behind: a label and filters, each with its comma. */
function newStretch(
  builder: GraphBuilder,
  context: Context<Extract<Stretch, { kind: 'new' }>>,
): string {
  const { plan, files, stretch, nth, at, seed } = context;
  const { widthPixels: width, heightPixels: height } = plan;
  const wide = width + travelPixels;
  const high = height + travelPixels;
  const period = { x: wholeChance(61, 121, seed, 'x'), y: wholeChance(61, 121, seed, 'y') };
  const half = travelPixels / 2;
  const background = builder.still(
    files.background,
    'png_pipe',
    `scale=${wide}:${high}:out_color_matrix=bt709:out_range=tv,format=yuv420p`,
  );
  builder.add(
    `${background}crop=${width}:${height}:x='${half}+${half}*sin(2*PI*(n+${at})/${period.x})':` +
      `y='${half}+${half}*cos(2*PI*(n+${at})/${period.y})',trim=end_frame=${stretch.frames},setsar=1[b${nth}]`,
  );
  const disc = builder.still(files.disc.path, 'png_pipe', 'format=yuva420p');
  builder.add(`[b${nth}]${disc}overlay=${discPath(context)}:shortest=1[m${nth}]`);
  let current = marks(builder, { ...context, from: `[m${nth}]` });
  if (stretch.opening !== undefined) {
    const picture = coverPicture(builder, context, stretch.opening);
    builder.add(
      `${picture}trim=end_frame=${aloneFrames + fadeFrames},format=yuva420p,` +
        `fade=out:${aloneFrames}:${fadeFrames}:alpha=1[o${nth}]`,
    );
    builder.add(`${current}[o${nth}]overlay=eof_action=pass[p${nth}]`);
    current = `[p${nth}]`;
  }
  if (stretch.closing !== undefined) {
    const picture = coverPicture(builder, context, stretch.closing);
    const length = aloneFrames + fadeFrames;
    builder.add(
      `${picture}trim=end_frame=${length},format=yuva420p,fade=in:0:${fadeFrames}:alpha=1,` +
        `setpts=PTS+${stretch.frames - length}[c${nth}]`,
    );
    builder.add(`${current}[c${nth}]overlay=eof_action=repeat[q${nth}]`);
    current = `[q${nth}]`;
  }
  return `${current}format=yuv420p,`;
}

function sourceStretch(
  builder: GraphBuilder,
  context: Context<Extract<Stretch, { kind: 'source' }>>,
): string {
  const { plan, files, stretch, nth } = context;
  const file = files.references[stretch.reference];
  if (file === undefined) throw new Error(`the source of stretch ${nth} is not staged`);
  const { widthPixels: width, heightPixels: height } = plan;
  const number = builder.input(file.path, ['-f', file.demuxer]);
  const rate = file.rate === undefined ? '' : `fps=${framesPerSecond},`;
  builder.add(
    `[${number}:v]${rate}trim=start_frame=${stretch.fromFrame}:end_frame=${stretch.fromFrame + stretch.frames},` +
      `scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height},setsar=1,` +
      `format=yuv420p,settb=1/${framesPerSecond},setpts=N[b${nth}]`,
  );
  if (!stretch.marked) return `[b${nth}]`;
  return `${marks(builder, { ...context, from: `[b${nth}]` })}format=yuv420p,`;
}

/** The words at the foot and the counter at the top, over `from`. */
function marks(
  builder: GraphBuilder,
  context: Context<Stretch> & { readonly from: string },
): string {
  const { plan, files, nth, at, from } = context;
  const margin = Math.round(plan.heightPixels / 60) * 2;
  const box = builder.still(files.box.path, 'png_pipe', 'format=yuva420p');
  const left = even((plan.widthPixels - files.box.width) / 2);
  const top = even(plan.heightPixels - files.box.height - margin);
  let current = `[w${nth}]`;
  builder.add(`${from}${box}overlay=${left}:${Math.max(0, top)}:shortest=1${current}`);
  const { cellWidth, cellHeight } = files.digits;
  for (let digit = 0; digit < counterDigits; digit++) {
    const strip = builder.still(files.digits.path, 'png_pipe', 'format=yuv420p');
    const power = 10 ** (counterDigits - 1 - digit);
    const cut = `[d${nth}x${digit}]`;
    builder.add(
      `${strip}crop=${cellWidth}:${cellHeight}:x='${cellWidth}*mod(floor((n+${at})/${power}),10)':y=0${cut}`,
    );
    const x = even(plan.widthPixels - margin - (counterDigits - digit) * cellWidth);
    const next = `[k${nth}x${digit}]`;
    builder.add(`${current}${cut}overlay=${x}:${margin}:shortest=1${next}`);
    current = next;
  }
  return current;
}

/** To and fro between the edges, each shot at its own pace. */
function discPath({ plan, files, at, seed }: Context<Stretch>): string {
  const axis = (name: 'x' | 'y', room: number): string => {
    const pace = wholeChance(2, 9, seed, 'pace', name) * Math.max(1, plan.heightPixels / 720);
    const start = Math.round(chance(seed, 'start', name) * room);
    return `${name}='abs(mod(${start}+(n+${at})*${pace.toFixed(2)},${2 * room})-${room})'`;
  };
  const { side } = files.disc;
  return `${axis('x', plan.widthPixels - side)}:${axis('y', plan.heightPixels - side)}`;
}

function coverPicture(
  builder: GraphBuilder,
  { plan, files }: Context<Stretch>,
  place: number,
): string {
  const file = files.references[place];
  if (file === undefined) throw new Error(`the picture at ${place} is not staged`);
  const { widthPixels: width, heightPixels: height } = plan;
  return builder.still(
    file.path,
    file.demuxer,
    `scale=${width}:${height}:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv,` +
      `crop=${width}:${height},setsar=1,format=yuv420p`,
  );
}

/** A soft tone with a beep each second, of another pitch in each shot. */
function addSound(
  builder: GraphBuilder,
  sound: NonNullable<ClipPlan['sound']>,
  seed: Seed,
): readonly string[] {
  const pitch = Math.round(110 * 2 ** (wholeChance(0, 24, seed, 'pitch') / 12));
  const number = builder.input(
    `sine=frequency=${pitch}:beep_factor=4:sample_rate=${sound.sampleRate}:duration=${sound.seconds.toFixed(4)}`,
    ['-f', 'lavfi'],
  );
  builder.add(`[${number}:a]volume=0.25,aformat=channel_layouts=mono[a]`);
  return ['-map', '[a]', '-c:a', 'aac', '-b:a', '96k', '-ac', '1'];
}

function even(pixels: number): number {
  return Math.round(pixels / 2) * 2;
}
