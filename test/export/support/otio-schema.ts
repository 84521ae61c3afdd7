/**
 * What OpenTimelineIO's documentation says of its serialised data ("OpenTimelineIO Serialized Data
 * Documentation", schema versions of OTIO 0.15 and later): the names of all fields, and their kinds.
 * Strict, so that a field that the schema does not know fails.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const metadata = z.record(z.string(), z.unknown());
const rationalTime = z.strictObject({
  OTIO_SCHEMA: z.literal('RationalTime.1'),
  rate: z.number().positive(),
  value: z.number(),
});
const timeRange = z.strictObject({
  OTIO_SCHEMA: z.literal('TimeRange.1'),
  start_time: rationalTime,
  duration: rationalTime,
});
const marker = z.strictObject({
  OTIO_SCHEMA: z.literal('Marker.2'),
  name: z.string(),
  metadata,
  comment: z.string(),
  // schema.MarkerColor
  color: z.enum([
    'PINK',
    'RED',
    'ORANGE',
    'YELLOW',
    'GREEN',
    'CYAN',
    'BLUE',
    'PURPLE',
    'MAGENTA',
    'BLACK',
    'WHITE',
  ]),
  marked_range: timeRange,
});
const media = {
  name: z.string(),
  metadata,
  available_range: timeRange.nullable(),
  available_image_bounds: z.null(),
};
const mediaReference = z.discriminatedUnion('OTIO_SCHEMA', [
  z.strictObject({
    OTIO_SCHEMA: z.literal('ExternalReference.1'),
    ...media,
    target_url: z.url({ protocol: /^file$/ }),
  }),
  z.strictObject({ OTIO_SCHEMA: z.literal('MissingReference.1'), ...media }),
  z.strictObject({
    OTIO_SCHEMA: z.literal('GeneratorReference.1'),
    ...media,
    generator_kind: z.string(),
    parameters: metadata,
  }),
]);
const item = {
  name: z.string(),
  metadata,
  source_range: timeRange.nullable(),
  effects: z.array(z.never()),
  markers: z.array(marker),
  enabled: z.boolean(),
};
const clip = z
  .strictObject({
    OTIO_SCHEMA: z.literal('Clip.2'),
    ...item,
    source_range: timeRange,
    media_references: z.record(z.string(), mediaReference),
    active_media_reference_key: z.string(),
  })
  .refine((found) => found.active_media_reference_key in found.media_references);
const gap = z.strictObject({
  OTIO_SCHEMA: z.literal('Gap.1'),
  ...item,
  source_range: timeRange,
});
const transition = z.strictObject({
  OTIO_SCHEMA: z.literal('Transition.1'),
  name: z.string(),
  metadata,
  // schema.TransitionTypes
  transition_type: z.enum(['SMPTE_Dissolve', 'Custom_Transition']),
  in_offset: rationalTime,
  out_offset: rationalTime,
});
const track = z.strictObject({
  OTIO_SCHEMA: z.literal('Track.1'),
  ...item,
  kind: z.enum(['Video', 'Audio']),
  children: z.array(z.discriminatedUnion('OTIO_SCHEMA', [clip, gap, transition])),
});

export const otioTimeline = z.strictObject({
  OTIO_SCHEMA: z.literal('Timeline.1'),
  name: z.string(),
  metadata,
  global_start_time: rationalTime.nullable(),
  tracks: z.strictObject({
    OTIO_SCHEMA: z.literal('Stack.1'),
    ...item,
    children: z.array(track),
  }),
});

const published = z
  .strictObject({
    source: z.string(),
    version: z.string(),
    licence: z.string(),
    fields: z.record(z.string(), z.array(z.string())),
  })
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'otio-fields.json'), 'utf8')));

/** Every field of the document that OpenTimelineIO's own list does not have, as `Schema.1.field`. */
export function unlistedFields(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const schema = entries.find(([name]) => name === 'OTIO_SCHEMA')?.[1];
  // What a stack or a track is made of is no parameter in that list.
  const own = typeof schema === 'string' ? (published.fields[schema] ?? []) : undefined;
  const isListed = (name: string): boolean =>
    own === undefined || ['OTIO_SCHEMA', 'children', ...own].includes(name);
  return entries.flatMap(([name, inner]) => [
    ...(isListed(name) ? [] : [`${String(schema)}.${name}`]),
    ...unlistedFields(inner),
  ]);
}

export type OtioTrack = z.infer<typeof track>;
