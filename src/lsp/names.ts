/** What is named where the cursor stands, and everywhere else that it is named. */
import type { TextDocumentPositionParams } from 'vscode-languageserver';
import type { Named, Occurrence } from '../semantics/names/name-table.ts';
import { holds, offsetAt } from './positions.ts';
import { pathsAround } from './scripts-around.ts';
import type { Analysis, Snapshot } from './snapshot.ts';

export interface Found {
  readonly analysis: Analysis;
  readonly occurrence: Occurrence;
}

/** Undefined where the cursor stands on no name. */
export async function nameAt(
  { textDocument, position }: TextDocumentPositionParams,
  now: Snapshot,
): Promise<Found | undefined> {
  const analysis = await now.analysis(textDocument.uri);
  const { file, names } = analysis;
  const offset = offsetAt(file.source, position);
  const own = names.occurrences.get(file) ?? [];
  // Beside a dot two names touch: the one that begins there is meant.
  const occurrence = own.findLast(({ span }) => holds(span, offset));
  return occurrence && { analysis, occurrence };
}

/** Each place once, of all scripts that see the declaration; the analyses are those that were asked. */
export async function everywhere(
  { analysis, occurrence }: Found,
  now: Snapshot,
): Promise<{ readonly places: readonly Occurrence[]; readonly analyses: readonly Analysis[] }> {
  const { named } = occurrence;
  const analyses = await analysesThatSee(named, analysis, now);
  const places = new Map<string, Occurrence>();
  for (const { names } of analyses) {
    for (const one of [...names.occurrences.values()].flat()) {
      if (isSame(one.named, named)) places.set(keyOf(one.file.source.path, one.span.start), one);
    }
  }
  return { places: [...places.values()], analyses };
}

async function analysesThatSee(
  named: Named,
  analysis: Analysis,
  now: Snapshot,
): Promise<readonly Analysis[]> {
  // Scenes and shots are known in their own file alone.
  if (named.kind === 'scene' || named.kind === 'shot') return [analysis];
  const { path } = named.file.source;
  const around = await pathsAround(path, analysis.sources.root, now);
  const paths = new Set([analysis.file.source.path, ...around]);
  const all = await Promise.all([...paths].map((script) => now.analysisOf(script)));
  return all.filter((one) => one.reads(path));
}

function isSame(one: Named, other: Named): boolean {
  return (
    one.kind === other.kind &&
    one.span.start === other.span.start &&
    one.file.source.path === other.file.source.path
  );
}

function keyOf(path: string, start: number): string {
  return `${start} ${path}`;
}
