/** The values of the plain settings, read from their fields: each key's reader says what it takes. */
import type { FieldLine, FieldValue } from '../../language/syntax.ts';
import {
  type ModelName,
  type Ratio,
  type Resolution,
  modelOfId,
  models,
  ratios,
  seedLimits,
} from '../../seedance/capabilities.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import { nearName } from '../../source/near-name.ts';
import type { LoadedFile } from '../sources.ts';

export interface ModelChoice {
  readonly name: ModelName;
  /** What is sent as `model`. */
  readonly id: string;
}

export interface Scalars {
  readonly model: ModelChoice;
  readonly resolution: Resolution;
  readonly ratio: Ratio;
  readonly duration: number | 'auto';
  readonly audio: boolean;
  readonly watermark: boolean;
  /** `none` was written. */
  readonly seed: number | 'none';
  readonly takes: number;
  readonly language: 'zh' | 'en';
}

export type ScalarKey = keyof Scalars;

const scalarKeys: ReadonlySet<string> = new Set<ScalarKey>([
  'model',
  'resolution',
  'ratio',
  'duration',
  'audio',
  'watermark',
  'seed',
  'takes',
  'language',
]);

export function isScalar(key: string): key is ScalarKey {
  return scalarKeys.has(key);
}

/** Undefined where the value is none that the key takes: then it has been reported. */
export function readScalar<Key extends ScalarKey>(
  key: Key,
  field: FieldLine,
  file: LoadedFile,
  context: Context,
): Scalars[Key] | undefined {
  return readers[key](
    field.value,
    (problem) => {
      const place = { source: file.source, span: field.value.span };
      context.report(problem(place));
    },
    context,
  );
}

type Report = (
  problem: (place: Parameters<typeof registry.make>[1]) => ReturnType<typeof registry.make>,
) => void;

type Reader<Key extends ScalarKey> = (
  value: FieldValue,
  report: Report,
  context: Context,
) => Scalars[Key] | undefined;

/**
 * Each take is paid for like a shot of its own. More than `advice` are seldom looked at; more than `most`
 * is a slip of the finger.
 */
export const takesLimits = { advice: 4, most: 99 } as const;

interface Limits {
  readonly field: string;
  readonly least: number;
  readonly most: number;
}

/** The number where it is within the limits, else undefined: then it has been reported. */
export function within(
  value: number,
  { field, least, most }: Limits,
  report: Report,
): number | undefined {
  if (value >= least && value <= most) return value;
  report((place) =>
    value < least
      ? registry.make('number-too-small', place, { field, least, value })
      : registry.make('number-too-large', place, { field, most, value }),
  );
  return undefined;
}

const resolutions: readonly Resolution[] = ['480p', '720p', '1080p', '4k'];

const readers: { readonly [Key in ScalarKey]: Reader<Key> } = {
  model(value, report, context) {
    return value.kind === 'symbol' ? readModel(value.text, report, context) : undefined;
  },
  resolution: (value, report) => oneOf('resolution', resolutions, textOf(value), report),
  ratio: (value, report) => oneOf('ratio', ratios, textOf(value), report),
  duration(value) {
    if (value.kind === 'length') return value.length.milliseconds / 1000;
    return value.kind === 'keyword' ? 'auto' : undefined;
  },
  audio: isOn,
  watermark: isOn,
  seed(value, report) {
    if (value.kind !== 'integer') return 'none';
    return within(value.value, { field: 'seed', ...seedLimits }, report);
  },
  takes(value, report) {
    if (value.kind !== 'integer') return undefined;
    return within(value.value, { field: 'takes', least: 1, most: takesLimits.most }, report);
  },
  language(value) {
    if (value.kind !== 'keyword') return undefined;
    return value.value === 'zh' || value.value === 'en' ? value.value : undefined;
  },
};

function readModel(text: string, report: Report, context: Context): ModelChoice | undefined {
  const { region, endpoints = {} } = context.options;
  if (isModelName(text)) return { name: text, id: models[text].ids[region] };
  if (text.startsWith('ep-')) {
    const named = Object.hasOwn(endpoints, text) ? (endpoints[text] ?? '') : '';
    const name = isModelName(named) ? named : modelOfId(named)?.model;
    if (name) return { name, id: text };
    report((place) => registry.make('unknown-endpoint', place, { endpoint: text }));
    return undefined;
  }
  const found = modelOfId(text);
  if (found?.region === region) return { name: found.model, id: text };
  const known = Object.keys(models);
  if (found) {
    const values = { model: text, region, name: found.model };
    report((place) => registry.make('foreign-model', place, values));
    return undefined;
  }
  const near = nearName(text, known);
  const hint = near === undefined ? {} : { hint: `Did you mean ${near}?` };
  report((place) =>
    registry.make('unknown-model', place, { model: text, known: known.join(', ') }, hint),
  );
  return undefined;
}

function isModelName(text: string): text is ModelName {
  return Object.hasOwn(models, text);
}

function oneOf<Value extends string>(
  field: ScalarKey,
  known: readonly Value[],
  text: string,
  report: Report,
): Value | undefined {
  const found = known.find((value) => value === text.toLowerCase());
  if (found) return found;
  // One digit away is another ratio, not a slip of the hand.
  const near = field === 'ratio' ? undefined : nearName(text, known);
  const hint = near === undefined ? {} : { hint: `Did you mean ${near}?` };
  report((place) =>
    registry.make('unknown-value', place, { field, value: text, known: known.join(', ') }, hint),
  );
  return undefined;
}

function textOf(value: FieldValue): string {
  if (value.kind === 'symbol') return value.text;
  return value.kind === 'keyword' ? value.value : '';
}

function isOn(value: FieldValue): boolean | undefined {
  if (value.kind !== 'keyword') return undefined;
  return value.value === 'on' || value.value === 'yes';
}
