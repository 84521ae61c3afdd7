/** A medium as it is named → where it comes from, and what its bytes say. */
import type { FieldLine, MediumNode } from '../../language/syntax.ts';
import { isRemote } from '../load/paths.ts';
import type { Medium } from '../program.ts';
import type { Sources } from '../sources.ts';

/** A medium that did not load has a location and no facts. */
export function mediumOf(node: MediumNode, sources: Sources): Medium {
  if (isRemote(node.text)) {
    return node.text.slice(0, 5).toLowerCase() === 'asset'
      ? { location: { kind: 'asset', id: node.text.slice('asset://'.length) } }
      : { location: { kind: 'remote', url: node.text } };
  }
  const loaded = sources.media.get(node);
  const location = { kind: 'file', path: loaded?.path ?? node.text } as const;
  return loaded?.reading.ok ? { location, facts: loaded.reading.facts } : { location };
}

/** The medium that a field names, where its value is one. */
export function mediumOfField(field: FieldLine, sources: Sources): Medium | undefined {
  return field.value.kind === 'medium' ? mediumOf(field.value, sources) : undefined;
}

/** One string per medium: what is the same is sent once. */
export function mediumKey({ location }: Medium): string {
  switch (location.kind) {
    case 'file':
      return `file:${location.path}`;
    case 'remote':
      return location.url;
    case 'asset':
      return `asset://${location.id}`;
  }
}
