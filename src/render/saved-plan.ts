/**
 * What `scene plan -o` writes: a plan with the word that it may be carried out, bound to the scripts,
 * the media, the prices and the takes that it was made from. `scene render` carries out exactly what
 * it lists and nothing more; on the service it is the approval.
 */
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { jsonOf } from '../json.ts';
import { parsePlan } from '../plan/schema.ts';
import type { Plan } from '../plan/plan.ts';
import { asOf, models } from '../seedance/capabilities.ts';
import { canonicalJson, sha256 } from '../store/canonical.ts';

const savedPlanFormat = 1;

const hashes = z.record(z.string(), z.string());
const amounts = z.object({ CNY: z.string(), USD: z.string() });

const bodySchema = z.object({
  backend: z.enum(['simulator', 'ark']),
  /** From the folder of the plan's file to the project's root, forward slashes. */
  root: z.string(),
  /** SHA-256 of each script that was read, by its path from the root; the episode is the last. */
  scripts: hashes,
  /** SHA-256 of each local medium, by its path from the root. */
  media: hashes,
  prices: z.object({ asOf: z.string(), digest: z.string() }),
  stale: z.enum(['keep', 'render']),
  select: z.array(z.string()).nullable(),
  /** The budget of the run, where one was given. */
  budget: z.object({ amount: z.string(), currency: z.enum(['CNY', 'USD']) }).nullable(),
  /** The tasks that may be bought, each with why and its price at most. */
  make: z.array(z.object({ task: z.string(), why: z.string(), cost: amounts })),
  /** SHA-256 of the take that each shot is to be shown with and built on, where it is there. */
  use: hashes,
  /** Of all that is bought, at most. */
  cost: amounts,
  tokens: z.number(),
  exact: z.boolean(),
  fields: z.record(z.string(), z.array(z.object({ name: z.string(), value: z.string() }))),
});

export type SavedPlanBody = Readonly<z.infer<typeof bodySchema>>;

export interface SavedPlan {
  readonly body: SavedPlanBody;
  readonly plan: Plan;
  /** What attempts are marked with that were made on its word. */
  readonly approval: string;
}

const headSchema = z.object({ savedPlan: z.number() });
const fileSchema = z.object({
  savedPlan: z.literal(savedPlanFormat),
  approval: z.string(),
  body: bodySchema,
  plan: z.unknown(),
});

/** As it stands, with what this version does not know. */
const rawSchema = z.object({ body: z.unknown(), plan: z.unknown() });

export function serializeSavedPlan(body: SavedPlanBody, plan: Plan): string {
  const approval = approvalOf(body, plan);
  return `${JSON.stringify({ savedPlan: savedPlanFormat, approval, body, plan }, null, 2)}\n`;
}

/** @throws Failure `configuration` where the text is no saved plan, or not as it was saved */
export function parseSavedPlan(text: string, name: string): SavedPlan {
  const json = jsonOf(text);
  const head = headSchema.safeParse(json);
  if (!head.success) throw noSavedPlan(json, name);
  if (head.data.savedPlan !== savedPlanFormat) {
    throw new Failure(
      'configuration',
      `${name} is a saved plan of format ${head.data.savedPlan}; this version reads ${savedPlanFormat}`,
      { hint: saveHint },
    );
  }
  const file = fileSchema.safeParse(json);
  if (!file.success) {
    const at = file.error.issues[0]?.path.map(String).join('.') ?? '';
    throw new Failure('configuration', `${name} is damaged at ${at}`, { hint: saveHint });
  }
  const { body, approval } = file.data;
  const raw = rawSchema.parse(json);
  const plan = parsePlan(JSON.stringify(file.data.plan));
  if (approvalOf(raw.body, raw.plan) === approval) return { body, plan, approval };
  throw new Failure('configuration', `${name} is not as it was saved: somebody has edited it`, {
    hint: `Nothing was spent. ${saveHint}`,
  });
}

/** The prices that the estimates were made with. */
export function pricesNow(): SavedPlanBody['prices'] {
  const prices = Object.entries(models).map(([name, model]) => [name, model.prices]);
  return { asOf, digest: sha256(canonicalJson(Object.fromEntries(prices))) };
}

const saveHint = 'Save it anew: `scene plan FILE -o PLAN`.';

function approvalOf(body: unknown, plan: unknown): string {
  return sha256(canonicalJson({ body, plan })).slice(0, 16);
}

function noSavedPlan(json: unknown, name: string): Failure {
  const isCompiled = typeof json === 'object' && json !== null && 'tasks' in json;
  return isCompiled
    ? new Failure(
        'usage',
        `${name} is what \`scene compile\` wrote: it says nothing of what is made`,
        {
          hint: 'Save a plan for approval with `scene plan FILE -o PLAN`, or render the script itself.',
        },
      )
    : new Failure('usage', `${name} is neither a script nor a saved plan`, { hint: saveHint });
}
