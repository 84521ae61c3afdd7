/**
 * Reads a plan back. Fields that this version does not know are accepted within format 1.x and left
 * out; in a request they are kept, since `service:` lines may have put them there.
 */
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { planFormatVersion, type Plan } from './plan.ts';

/**
 * @param text what `serializePlan` wrote, or another tool by the same format
 * @throws Failure `configuration` where it is no plan, or one of a format that is not understood
 */
export function parsePlan(text: string): Plan {
  const json = parseJson(text);
  const header = headerSchema.safeParse(json);
  if (!header.success) {
    throw new Failure('configuration', 'This file is no plan: it has no formatVersion.', {
      hint: compileHint,
    });
  }
  const { formatVersion } = header.data;
  if (majorOf(formatVersion) !== majorOf(planFormatVersion)) {
    throw new Failure(
      'configuration',
      `The plan is in format ${formatVersion}; this version reads ${majorOf(planFormatVersion)}.x.`,
      { hint: 'Update Scenewright, or compile the script again with this version.' },
    );
  }
  const read = planSchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const at = issue?.path.map(String).join('.') ?? '';
  throw new Failure('configuration', `The plan is damaged at ${at}: ${issue?.message ?? ''}.`, {
    hint: compileHint,
    cause: read.error,
  });
}

const compileHint = 'Write it anew with `scene compile FILE -o plan.json`.';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('configuration', 'This file is no plan: it is not JSON.', {
      hint: compileHint,
      cause,
    });
  }
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? '';
}

const headerSchema = z.object({ formatVersion: z.string() });

const currency = z.enum(['CNY', 'USD']);
const resolution = z.enum(['480p', '720p', '1080p', '4k']);
const ratio = z.enum(['16:9', '4:3', '1:1', '3:4', '9:16', '21:9', 'adaptive']);
const relationKind = z.enum(['continues', 'extends', 'precedes', 'edits', 'joins']);
const transitionKind = z.enum([
  'cut',
  'dissolve',
  'fade-black',
  'fade-white',
  'wipe-left',
  'wipe-right',
  'wipe-up',
  'wipe-down',
  'slide-left',
  'slide-right',
  'slide-up',
  'slide-down',
]);

const estimate = z.object({
  tokens: z.number(),
  cost: z.object({ CNY: z.number(), USD: z.number() }),
  exact: z.boolean(),
});

const soundtrack = z.object({ url: z.string(), levelDb: z.number().nullable() });

const episode = z.object({
  id: z.string(),
  number: z.number().nullable(),
  title: z.string().nullable(),
  series: z.string().nullable(),
  budget: z.object({ amount: z.string(), currency }).nullable(),
  file: z.string(),
});

const film = z.object({
  width: z.number().nullable(),
  height: z.number().nullable(),
  fps: z.literal(24),
  soundtrack: soundtrack.nullable(),
  loudness: z.number(),
  subtitles: z.enum(['off', 'on', 'burn']),
  cover: z.string().nullable(),
});

const scene = z.object({
  id: z.string(),
  heading: z.string().nullable(),
  soundtrack: z.exactOptional(soundtrack.nullable()),
});

const url = z.object({ url: z.string() });
const contentItem = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('image_url'),
    image_url: url,
    role: z.enum(['first_frame', 'last_frame', 'reference_image']),
  }),
  z.object({
    type: z.literal('video_url'),
    video_url: url,
    role: z.literal('reference_video'),
  }),
  z.object({
    type: z.literal('audio_url'),
    audio_url: url,
    role: z.literal('reference_audio'),
  }),
]);

const request = z
  .object({
    model: z.string(),
    content: z.array(contentItem),
    resolution,
    ratio,
    duration: z.number(),
    generate_audio: z.boolean(),
    watermark: z.boolean(),
    return_last_frame: z.literal(true),
    seed: z.exactOptional(z.number()),
    omni_reference_task_type: z.exactOptional(z.enum(['reference', 'edit', 'extend'])),
  })
  .catchall(z.unknown());

const task = z.object({
  id: z.string(),
  dependsOn: z.array(z.string()),
  request,
  estimate,
  dialogue: z.array(z.object({ speaker: z.string(), text: z.string(), line: z.number() })),
  inherited: z.record(
    z.string(),
    z.object({ value: z.string(), from: z.string(), sent: z.boolean() }),
  ),
  derived: z.exactOptional(
    z.record(z.string(), z.object({ value: z.string(), insteadOf: z.string() })),
  ),
  meaning: z.string(),
  source: z.object({ file: z.string(), line: z.number() }),
});

const trim = z.object({
  fromSeconds: z.number().nullable(),
  toSeconds: z.number().nullable(),
});

const relation = z.object({ kind: relationKind, of: z.array(z.string()) });

const cutItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('title'),
    text: z.string(),
    durationSeconds: z.number(),
    scene: z.string(),
  }),
  z.object({
    kind: z.literal('clip'),
    task: z.string(),
    scene: z.string(),
    relation: z.exactOptional(
      z.object({
        ...relation.shape,
        edited: z.exactOptional(z.object({ task: z.string(), relation })),
      }),
    ),
    trim: z.exactOptional(trim),
    again: z.exactOptional(z.literal(true)),
    dropFirstFrame: z.exactOptional(z.literal(true)),
    captions: z.exactOptional(z.array(z.string())),
  }),
  z.object({
    kind: z.literal('footage'),
    url: z.string(),
    scene: z.string(),
    trim: z.exactOptional(trim),
  }),
  z.object({
    kind: z.literal('still'),
    url: z.string(),
    durationSeconds: z.number(),
    scene: z.string(),
  }),
  z.object({ kind: z.literal('black'), durationSeconds: z.number(), scene: z.string() }),
  z.object({
    kind: z.literal('transition'),
    transition: transitionKind,
    durationSeconds: z.number(),
    scene: z.exactOptional(z.string()),
  }),
]);

const planSchema = z.object({
  formatVersion: z.string(),
  episode,
  film,
  scenes: z.array(scene),
  tasks: z.array(task),
  cut: z.array(cutItem),
  estimate,
});

/** The type checker's proof that the schema and `Plan` are one: a field in one alone fails here. */
type Flat<T> = T extends readonly (infer Item)[]
  ? readonly Flat<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Flat<T[Key]> }
    : T;
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
true satisfies Same<Flat<Plan>, Flat<z.output<typeof planSchema>>>;
