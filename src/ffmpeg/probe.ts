/**
 * What a medium is, from ffprobe: never assumed, for real clips differ in more ways than their makers
 * say. Each packet's header is read, so that frames are counted and keyframes known; nothing is decoded.
 */
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { ask } from './ask.ts';
import { demuxerOf, protocolGuard, type Demuxer } from './demuxer.ts';
import { locateTools } from './locate.ts';

export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

export interface MediaFacts {
  readonly demuxer: Demuxer;
  /** What ffprobe says of a file that was cut short or overwritten; undefined where it found nothing. */
  readonly damage: string | undefined;
  /** The first stream of pictures that is not a cover. */
  readonly video: VideoFacts | undefined;
  readonly audio: AudioFacts | undefined;
}

export interface VideoFacts {
  /** Its number among the file's streams, for `-map 0:N`. */
  readonly index: number;
  readonly codec: string;
  readonly profile: string | undefined;
  readonly pixelFormat: string | undefined;
  /** Of the coded picture, before rotation. */
  readonly width: number;
  readonly height: number;
  /** 1/1 where the file does not say. */
  readonly sampleAspectRatio: Rational;
  /** Clockwise, as a player turns it: 0, 90, 180, 270. */
  readonly rotationDegrees: number;
  /** Null where frames do not follow each other evenly. */
  readonly constantFrameRate: Rational | null;
  readonly averageFrameRate: Rational;
  readonly timeBase: Rational;
  readonly startSeconds: number;
  /** Of the first frame, as a camera or another program has counted: `01:00:00:00`. */
  readonly timecode: string | undefined;
  /** Frames that are shown: those that an edit list discards are not counted. */
  readonly frames: number;
  readonly discardedFrames: number;
  /** In the order of decoding. */
  readonly packets: readonly VideoPacket[];
  /** How many frames the decoder holds back to put them in order: 0 without B-frames. */
  readonly reorderFrames: number;
  readonly colorSpace: string | undefined;
  readonly colorPrimaries: string | undefined;
  readonly colorTransfer: string | undefined;
  readonly colorRange: string | undefined;
  readonly fieldOrder: string | undefined;
}

export interface VideoPacket {
  /** The frame's place in the order of showing, from 0. */
  readonly rank: number;
  readonly isKeyframe: boolean;
  readonly bytes: number;
}

export interface AudioFacts {
  readonly index: number;
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  readonly startSeconds: number;
  readonly durationSeconds: number;
}

/**
 * Reads the facts of the medium at `path`. Throws Failure `file-missing`, or `clip-unusable` with the
 * reason where nothing can be read from it. What can be read although it is damaged says so.
 */
export async function probe(
  path: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<MediaFacts> {
  const tools = await locateTools();
  const demuxer = await demuxerOf(path);
  const answer = await ask(
    tools.ffprobe,
    [
      ...['-v', 'error', '-of', 'json', ...protocolGuard, '-f', demuxer],
      ...['-show_streams', '-show_format', '-show_packets'],
      ...['-show_entries', 'packet=stream_index,pts,duration,size,flags'],
      ...['-i', path],
    ],
    options,
  );
  if (answer.code !== 0) throw unusable(path, lastLine(answer.stderr));
  const damage = answer.stderr.split('\n').find((line) => damaged.test(line));
  const parsed = answerSchema.safeParse(JSON.parse(answer.stdout));
  if (!parsed.success) throw unusable(path, z.prettifyError(parsed.error));
  const { streams, packets } = parsed.data;
  const picture = streams.find(
    (stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1,
  );
  const sound = streams.find((stream) => stream.codec_type === 'audio');
  const facts: MediaFacts = {
    demuxer,
    damage: damage && bare(damage),
    video: picture && {
      ...videoFacts(picture, packetsOf(packets, picture.index)),
      timecode: [picture, ...streams].find(({ tags }) => tags?.timecode !== undefined)?.tags
        ?.timecode,
    },
    audio: sound && audioFacts(sound, packetsOf(packets, sound.index)),
  };
  if (!facts.video && !facts.audio) throw unusable(path, 'it holds neither pictures nor sound');
  return facts;
}

/** What ffprobe says of a file that was cut short or overwritten, and then goes on with the rest. */
const damaged = /partial file|invalid nal unit size|missing picture in access unit/i;

/** Without the part of ffprobe that speaks: `[mov,mp4 @ 0x55f8]`. */
function bare(line: string): string {
  return line.replace(/^\[[^\]]*\]\s*/, '').replace(/\.$/, '');
}

const rational = z.string().transform((text): Rational => {
  const [numerator = '0', denominator = '1'] = text.split(/[/:]/);
  return { numerator: Number(numerator), denominator: Number(denominator) };
});
const seconds = z.coerce.number();

const streamSchema = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  profile: z.string().optional(),
  pix_fmt: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  has_b_frames: z.number().optional(),
  sample_aspect_ratio: rational.optional(),
  avg_frame_rate: rational.optional(),
  time_base: rational,
  start_time: seconds.optional(),
  duration: seconds.optional(),
  color_space: z.string().optional(),
  color_range: z.string().optional(),
  color_primaries: z.string().optional(),
  color_transfer: z.string().optional(),
  field_order: z.string().optional(),
  sample_rate: z.coerce.number().optional(),
  channels: z.number().optional(),
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  tags: z.object({ timecode: z.string().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.coerce.number().optional() })).optional(),
});

const packetSchema = z.object({
  stream_index: z.number(),
  pts: z.number().optional(),
  duration: z.number().optional(),
  size: z.coerce.number(),
  flags: z.string(),
});

const answerSchema = z.object({
  streams: z.array(streamSchema),
  packets: z.array(packetSchema).default([]),
});

type Stream = z.infer<typeof streamSchema>;
type Packet = z.infer<typeof packetSchema>;

function packetsOf(packets: readonly Packet[], index: number): readonly Packet[] {
  return packets.filter((packet) => packet.stream_index === index);
}

function videoFacts(stream: Stream, packets: readonly Packet[]): Omit<VideoFacts, 'timecode'> {
  const shown = packets.filter((packet) => !packet.flags.includes('D'));
  const ratio = stream.sample_aspect_ratio;
  const turned = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  return {
    index: stream.index,
    codec: stream.codec_name ?? 'unknown',
    profile: stream.profile,
    pixelFormat: stream.pix_fmt,
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    sampleAspectRatio:
      ratio && ratio.numerator > 0 && ratio.denominator > 0
        ? ratio
        : { numerator: 1, denominator: 1 },
    rotationDegrees: (((-turned % 360) + 360) % 360) + 0,
    constantFrameRate: evenFrameRate(shown, stream.time_base),
    averageFrameRate: stream.avg_frame_rate ?? { numerator: 0, denominator: 1 },
    timeBase: stream.time_base,
    startSeconds: stream.start_time ?? 0,
    frames: shown.length,
    discardedFrames: packets.length - shown.length,
    packets: rankedPackets(shown),
    reorderFrames: stream.has_b_frames ?? 0,
    colorSpace: stream.color_space,
    colorRange: stream.color_range,
    colorPrimaries: stream.color_primaries,
    colorTransfer: stream.color_transfer,
    fieldOrder: stream.field_order,
  };
}

function rankedPackets(packets: readonly Packet[]): readonly VideoPacket[] {
  const order = packets.map((packet, place) => ({ pts: packet.pts ?? place, place }));
  order.sort((a, b) => a.pts - b.pts);
  const ranks = new Array<number>(packets.length).fill(0);
  order.forEach(({ place }, rank) => (ranks[place] = rank));
  return packets.map((packet, place) => ({
    rank: ranks[place] ?? 0,
    isKeyframe: packet.flags.includes('K'),
    bytes: packet.size,
  }));
}

/** The rate at which the time stamps, put in order, stand apart to within a tick; null where they do not. */
function evenFrameRate(packets: readonly Packet[], timeBase: Rational): Rational | null {
  const times = packets
    .map((packet) => packet.pts)
    .filter((pts) => pts !== undefined)
    .sort((a, b) => a - b);
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  if (times.length < 1 || times.length !== packets.length) return null;
  if (times.length === 1) {
    const ticks = packets[0]?.duration ?? 0;
    return ticks > 0 ? nearRate(ticks, timeBase) : null;
  }
  const step = (last - first) / (times.length - 1);
  if (step <= 0 || times.some((time, place) => Math.abs(time - first - place * step) > 1))
    return null;
  return nearRate(step, timeBase);
}

/** A whole rate where the ticks allow one (24, not 24.0004), else what the ticks say. */
function nearRate(step: number, timeBase: Rational): Rational {
  const rate = timeBase.denominator / (timeBase.numerator * step);
  const whole = Math.round(rate);
  return Math.abs(rate - whole) < 0.002
    ? { numerator: whole, denominator: 1 }
    : simplest(timeBase.denominator, timeBase.numerator * Math.round(step));
}

function simplest(numerator: number, denominator: number): Rational {
  let [a, b] = [numerator, denominator];
  while (b !== 0) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}

function audioFacts(stream: Stream, packets: readonly Packet[]): AudioFacts {
  const ticks = packets.reduce((sum, packet) => sum + (packet.duration ?? 0), 0);
  return {
    index: stream.index,
    codec: stream.codec_name ?? 'unknown',
    sampleRate: stream.sample_rate ?? 0,
    channels: stream.channels ?? 0,
    startSeconds: stream.start_time ?? 0,
    durationSeconds:
      stream.duration ?? (ticks * stream.time_base.numerator) / stream.time_base.denominator,
  };
}

function unusable(path: string, why: string): Failure {
  return new Failure('clip-unusable', `${path} cannot be used: ${why}.`);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.replace(/\.$/, '') ?? 'ffprobe could not read it';
}
