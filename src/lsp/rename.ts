/**
 * Renaming, in every script that sees the declaration. The edit is first made in memory: only where
 * each name then means what it meant before, and no error is new, does the editor get it.
 */
import {
  LSPErrorCodes,
  PrepareRenameRequest,
  RenameRequest,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { digitNamePattern, namePattern } from '../language/characters.ts';
import type { Named, Occurrence } from '../semantics/names/name-table.ts';
import type { LoadedFile } from '../semantics/sources.ts';
import { feature } from './feature.ts';
import { everywhere, nameAt } from './names.ts';
import { rangeOf } from './positions.ts';
import type { Analysis, Snapshot } from './snapshot.ts';

export const prepareRename = feature(
  PrepareRenameRequest.type,
  { renameProvider: { prepareProvider: true } },
  async (params, now) => {
    const found = await nameAt(params, now);
    if (!found) throw refused('Nothing that has a name stands here.');
    const { file, span, named } = found.occurrence;
    return { range: rangeOf(file.source, span), placeholder: named.name };
  },
);

export const rename = feature(
  RenameRequest.type,
  { renameProvider: { prepareProvider: true } },
  async (params, now): Promise<WorkspaceEdit> => {
    const found = await nameAt(params, now);
    if (!found) throw refused('Nothing that has a name stands here.');
    const name = params.newName.replace(/^[@＠]/, '').normalize('NFC');
    checkForm(name, found.occurrence.named);
    const { places, analyses } = await everywhere(found, now);
    const byFile = inFiles(places);
    await checkReadsTheSame(byFile, name, analyses, now);
    const changes: Record<string, TextEdit[]> = {};
    for (const [path, own] of byFile) {
      changes[await now.uriOf(path)] = own.map(({ file, span }) => ({
        range: rangeOf(file.source, span),
        newText: name,
      }));
    }
    return { changes };
  },
);

const bareName = new RegExp(`^${namePattern}$`, 'u');
const digitName = new RegExp(`^${digitNamePattern}$`, 'u');

function checkForm(name: string, { kind }: Named): void {
  const mayBeginWithDigit = kind === 'scene' || kind === 'shot';
  if (bareName.test(name) || (mayBeginWithDigit && digitName.test(name))) return;
  const begin = mayBeginWithDigit ? 'a letter or a digit' : 'a letter';
  throw refused(
    `“${name}” is no name of ${kind === 'asset' ? 'an asset' : `a ${kind}`}: it is ${begin}, then letters, digits and _, with - between two of these; a name that begins with a Latin letter is Latin throughout.`,
  );
}

type PlacesByFile = ReadonlyMap<string, readonly Occurrence[]>;

function inFiles(places: readonly Occurrence[]): PlacesByFile {
  const byFile = new Map<string, Occurrence[]>();
  for (const place of places) {
    const { path } = place.file.source;
    const own = byFile.get(path);
    if (own) own.push(place);
    else byFile.set(path, [place]);
  }
  return byFile;
}

async function checkReadsTheSame(
  byFile: PlacesByFile,
  name: string,
  before: readonly Analysis[],
  now: Snapshot,
): Promise<void> {
  const texts = await Promise.all(
    [...byFile].map(async ([path, places]) => ({
      uri: await now.uriOf(path),
      text: replaced(places, name),
    })),
  );
  const then = now.with(texts);
  for (const analysis of before) {
    const after = await then.analysisOf(analysis.file.source.path);
    const known = errorsOf(analysis).map(({ code }) => code);
    const error = errorsOf(after).find(({ code }) => {
      const at = known.indexOf(code);
      if (at !== -1) known.splice(at, 1);
      return at === -1;
    });
    if (error)
      throw refused(`Called “${name}”, ${analysis.file.path} has an error: ${error.message}`);
    if (shapeOf(analysis) !== shapeOf(after)) {
      throw refused(
        `Called “${name}”, not every name in ${analysis.file.path} would mean what it means now. Choose another, or write the mentions in braces first: @{name}.`,
      );
    }
  }
}

function replaced(places: readonly Occurrence[], name: string): string {
  let text = '';
  let at = 0;
  const source = places[0]?.file.source.text ?? '';
  for (const { span } of places.toSorted((one, other) => one.span.start - other.span.start)) {
    text += source.slice(at, span.start) + name;
    at = span.end;
  }
  return text + source.slice(at);
}

function errorsOf({ compilation }: Analysis) {
  return compilation.diagnostics.filter(({ severity }) => severity === 'error');
}

/** Which name means what, whatever the names are called: the same before and after a right renaming. */
function shapeOf({ names }: Analysis): string {
  const rank = (file: LoadedFile, start: number): number =>
    names.occurrences.get(file)?.findIndex(({ span }) => span.start === start) ?? -1;
  const lines: string[] = [];
  for (const [file, occurrences] of names.occurrences) {
    for (const { named } of occurrences) {
      lines.push(
        [file.path, named.kind, named.file.path, rank(named.file, named.span.start)].join(' '),
      );
    }
  }
  return lines.join('\n');
}

function refused(why: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, why);
}
