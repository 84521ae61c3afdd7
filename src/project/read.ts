/** From the text of `scenewright.json` to settings, or a failure that names every wrong place. */
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { wordsFor } from '../schema-words.ts';
import { nearName } from '../source/near-name.ts';
import { settingsSchema } from './schema.ts';
import type { ProjectSettings } from './schema.ts';

export function readSettings(text: string, file: string): ProjectSettings {
  const result = settingsSchema.safeParse(parseJson(text.replace(/^\uFEFF/, ''), file), {
    error: wordsFor,
  });
  if (result.success) return result.data;
  const complaints = result.error.issues.flatMap(complaintsOf);
  throw new Failure('configuration', [`${file} is not right:`, ...complaints].join('\n  '), {
    hint: 'The parts of the file are listed in docs/cli.md.',
  });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('configuration', `${file} is not JSON: ${detail}.`, { cause });
  }
}

function complaintsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code !== 'unrecognized_keys') return [`${placeOf(issue.path)}: ${issue.message}`];
  const known = keysAt(issue.path);
  return issue.keys.map((key) => {
    const near = nearName(key, known);
    const advice =
      near === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean ${near}?`;
    return `${placeOf([...issue.path, key])}: there is no such setting. ${advice}`;
  });
}

/** `ark.endpoints["ep-1"]`; the file as a whole has no path. */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part) =>
      /^[$\w]+$/.test(String(part)) ? `.${String(part)}` : `[${JSON.stringify(part)}]`,
    )
    .join('')
    .replace(/^\./, '');
}

/** The keys that the schema knows at a path of the file. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = settingsSchema;
  for (const part of path) {
    schema = unwrapped(schema);
    if (!(schema instanceof z.ZodObject)) return [];
    schema = (schema.shape as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  const inner = unwrapped(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrapped(schema.unwrap()) : schema;
}
