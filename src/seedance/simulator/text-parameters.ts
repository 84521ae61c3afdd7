/**
 * `--rs 720p --dur 5` in a prompt: the service's older way of giving parameters, which it still reads
 * and takes out of the words. What stands there wins over the body, and a value that it cannot use
 * is passed over in silence: that is why the compiler keeps such text from ever being sent.
 */
import type { OrderBody } from './order-body.ts';

export interface TextParameters {
  /** The words without the parameters. */
  readonly text: string;
  readonly body: Partial<OrderBody>;
}

export function takeTextParameters(text: string): TextParameters {
  const body: Record<string, unknown> = {};
  const words = text.replace(notation, (whole: string, name: string, value: string) => {
    const field = fieldOf[name.toLowerCase()];
    if (field === undefined) return whole;
    const read = field.read(value);
    if (read !== undefined) body[field.name] = read;
    return '';
  });
  return { text: words.trim(), body };
}

const notation =
  /(?:^|(?<=\s))--\s?(resolution|rs|ratio|rt|duration|dur|framespersecond|fps|frames|seed|camerafixed|cf|watermark|wm)(?![A-Za-z])\s*=?\s*([^\s-]\S*|-\d+)/giu;

interface Field {
  readonly name: string;
  /** undefined: not a value of this field. */
  readonly read: (value: string) => unknown;
}

const whole = (value: string): number | undefined =>
  /^-?\d+$/u.test(value) ? Number(value) : undefined;
const onOff = (value: string): boolean | undefined => switches.get(value);
const switches: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);
const oneOf =
  (pattern: RegExp) =>
  (value: string): string | undefined =>
    pattern.test(value) ? value : undefined;

const resolution: Field = { name: 'resolution', read: oneOf(/^(?:480p|720p|1080p|4k)$/u) };
const ratio: Field = { name: 'ratio', read: oneOf(/^(?:\d+:\d+|adaptive)$/u) };
const duration: Field = { name: 'duration', read: whole };
const seed: Field = { name: 'seed', read: whole };
const watermark: Field = { name: 'watermark', read: onOff };
const ignored: Field = { name: 'ignored', read: () => undefined };

const fieldOf: Readonly<Record<string, Field>> = {
  resolution,
  rs: resolution,
  ratio,
  rt: ratio,
  duration,
  dur: duration,
  seed,
  watermark,
  wm: watermark,
  frames: ignored,
  framespersecond: ignored,
  fps: ignored,
  camerafixed: ignored,
  cf: ignored,
};
