/**
 * One spelling for one value: keys in code-unit order, no blanks, numbers as JSON writes them. Two
 * requests are the same exactly when their canonical texts are.
 */
import { createHash } from 'node:crypto';

export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) {
    let items = '';
    for (const item of value) items += `${items && ','}${canonicalJson(item ?? null)}`;
    return `[${items}]`;
  }
  let entries = '';
  const fields: Readonly<Record<string, unknown>> = { ...value };
  // `sort` without a comparison is by code units.
  for (const key of Object.keys(fields).sort()) {
    const item = fields[key];
    if (item !== undefined)
      entries += `${entries && ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${entries}}`;
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
