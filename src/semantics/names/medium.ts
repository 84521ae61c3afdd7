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

/** What is the same medium is sent once, however often it is named. */
export function isSameMedium({ location: one }: Medium, { location: other }: Medium): boolean {
  if (one === other) return true;
  switch (one.kind) {
    case 'file':
      return other.kind === 'file' && one.path === other.path;
    case 'remote':
      return other.kind === 'remote' && one.url === other.url;
    case 'asset':
      return other.kind === 'asset' && one.id === other.id;
  }
}
