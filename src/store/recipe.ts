/**
 * What a take was made from, kept beside it so that `scene explain` can say years later what is
 * different now. It lies under the hash of its text; nothing is ever bought or reused because of it,
 * so it may be missing, and one that was torn by a crash counts as missing.
 */
import { z } from 'zod';
import { canonicalJson, sha256 } from './canonical.ts';

const recipeVersion = 1;

const hashes = z.record(z.string(), z.string());

const recipeSchema = z.looseObject({
  v: z.literal(recipeVersion),
  /** The request as the plan had it, its URLs as they stood there. */
  request: z.record(z.string(), z.unknown()),
  /** SHA-256 of the bytes behind each `file:` URL. */
  files: hashes,
  /** SHA-256 of the clip of each shot that it was built on. */
  builtOn: hashes,
  /** The shot field by field, as its writer reads it. */
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
});

export type Recipe = Readonly<z.infer<typeof recipeSchema>>;

export interface RecipeFile {
  readonly hash: string;
  readonly text: string;
}

export function writeRecipe(recipe: Recipe): RecipeFile {
  const text = canonicalJson(recipe);
  return { hash: sha256(text), text };
}

/** The recipe of a text, or undefined where it is not what was written under `hash`. */
export function readRecipe(text: string, hash: string): Recipe | undefined {
  if (sha256(text) !== hash) return undefined;
  const parsed = recipeSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}
