/**
 * One mistake gives one message. Where the lines of a file cannot be put into blocks, or a name's own
 * declaration was not understood, most of what follows only says so again: it is left out here.
 *
 * A region is what stands from one header at the top of a file to the next; a mistake of layout in
 * one says nothing about the others. Where only one line is out of place, what was lost is found
 * again at the next shot.
 */
import type { BlockKeyword } from '../language/keywords.ts';
import { blockByWord, foldKeyword } from '../language/lookup.ts';
import type { SceneBlock, ShotBlock, TopLevel } from '../language/syntax.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { lineOf, type SourceText, type Span } from '../source/text.ts';
import type { LoadedFile, Sources } from './sources.ts';

/** Takes them in order of place within each file, and leaves them so. */
export function withoutConsequences(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
): readonly Diagnostic[] {
  if (diagnostics.length < 2) return diagnostics;
  const kept: Diagnostic[] = [];
  for (const file of sources.files) {
    const own = diagnostics.filter(({ source }) => source === file.source);
    kept.push(...firstOfEachName(withinRegions(own, file), file));
  }
  const errors = kept.filter(isError);
  const reasons = {
    errors,
    ofDeclarations: errors.filter((error) => isOfDeclaration(error, sources)),
  };
  const all = new Set(
    kept.filter((found) => !followsFrom(found, reasons, sources) && !isMeantElsewhere(found, kept)),
  );
  return diagnostics.filter((found) => all.has(found));
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

// ---------------------------------------------------------------- blocks

/** After these nobody knows in which block a line stands, as far as the region goes. */
const layoutLost: ReadonlySet<string> = new Set([
  ...['unmatched-indentation', 'mixed-indentation', 'misplaced-line', 'unknown-keyword'],
]);

/** What a line says that stands in a block which is not its own. */
const ofLayout: ReadonlySet<string> = new Set([
  ...layoutLost,
  ...['field-out-of-place', 'field-after-shot', 'double-field', 'unknown-field'],
  ...['last-frame-alone', 'empty-shot', 'unknown-shot', 'value-not-understood'],
]);

function withinRegions(
  diagnostics: readonly Diagnostic[],
  file: LoadedFile,
): readonly Diagnostic[] {
  const starts = regionStarts(file);
  const shots = shotsOf(file).map(({ header }) => header.start);
  const kept: Diagnostic[] = [];
  let region = -1;
  let shot = -1;
  let lost: Diagnostic | undefined;
  let lostNames = false;
  for (const found of diagnostics) {
    const own = regionAt(starts, found.span.start);
    const ownShot = regionAt(shots, found.span.start);
    if (own !== region) lostNames = false;
    if (own !== region || (ownShot !== shot && lost && isOneLine(lost, file))) lost = undefined;
    region = own;
    shot = ownShot;
    if (lost && (found.severity === 'warning' || ofLayout.has(found.code))) continue;
    if (lostNames && found.code === 'unknown-shot') continue;
    if (lost?.code === 'unmatched-indentation') continue;
    if (isTailOf(kept[kept.length - 1], found)) continue;
    if (losesLayout(found, file)) {
      lost = found;
      lostNames = true;
      // A shot in an episode, and above it the fields of the scene whose header is not there.
      if (found.code === 'misplaced-line') {
        while (ofOtherBlock.has(kept[kept.length - 1]?.code ?? '')) kept.pop();
      }
    }
    kept.push(found);
  }
  return kept;
}

const ofOtherBlock: ReadonlySet<string> = new Set(['field-out-of-place', 'field-after-shot']);

/** A value, a name or a path that was written on the line below its field or its keyword. */
function isTailOf(above: Diagnostic | undefined, { code, source, span }: Diagnostic): boolean {
  if (code !== 'misplaced-line' || !above || !cutShort.has(above.code)) return false;
  return lineOf(source, span.start) === lineOf(source, above.span.start) + 1;
}

const cutShort: ReadonlySet<string> = new Set([
  ...['value-missing', 'value-not-understood', 'line-not-understood', 'unclosed-quote'],
]);

/** What stands below a shot's header, or a header that is misspelt: the next shot is itself again. */
function isOneLine({ code, span }: Diagnostic, file: LoadedFile): boolean {
  return code === 'unknown-keyword' || (code === 'misplaced-line' && isInShot(span, file));
}

function isInShot({ start }: Span, file: LoadedFile): boolean {
  return shotsOf(file).some((shot) => holds(shot.span, start));
}

/** Of the lines that stand in a shot and cannot, a line of the scene takes nothing else along. */
function losesLayout({ code, source, span }: Diagnostic, file: LoadedFile): boolean {
  if (code !== 'misplaced-line' || !isInShot(span, file)) return layoutLost.has(code);
  const word = firstWord.exec(source.text.slice(span.start, span.end))?.[0];
  const keyword = word === undefined ? undefined : blockByWord.get(foldKeyword(word));
  return keyword === undefined || !withoutBody.has(keyword);
}

const firstWord = /^(?:[A-Za-zＡ-Ｚａ-ｚ]+|[\u4e00-\u9fff]+)/u;
const withoutBody: ReadonlySet<BlockKeyword> = new Set<BlockKeyword>([
  ...(['title', 'transition', 'clip', 'still', 'black', 'import'] as const),
]);

function shotsOf({ tree }: LoadedFile): readonly ShotBlock[] {
  return tree.items.flatMap((item) =>
    item.kind === 'scene' ? item.body.filter((line) => line.kind === 'shot') : [],
  );
}

function regionStarts({ tree }: LoadedFile): readonly number[] {
  return tree.items.flatMap((item) => (isHeaded(item) ? [item.header.start] : []));
}

/** -1 above the first header. */
function regionAt(starts: readonly number[], offset: number): number {
  return starts.findLastIndex((start) => start <= offset);
}

function isHeaded(item: TopLevel): item is Extract<TopLevel, { header: unknown }> {
  return 'header' in item;
}

// ---------------------------------------------------------------- names

const unknownNames: ReadonlySet<string> = new Set([
  ...['unknown-name', 'unknown-character', 'unknown-variant'],
]);

/** A name that is not declared is told at its first place in a file; where nothing is, once. */
function firstOfEachName(
  diagnostics: readonly Diagnostic[],
  { tree, imports }: LoadedFile,
): readonly Diagnostic[] {
  const knowsNone = imports.length === 0 && !tree.items.some(({ kind }) => kind === 'asset');
  const told = new Set<string>();
  const openEnded: string[] = [];
  return diagnostics.filter((found) => {
    if (!unknownNames.has(found.code)) return true;
    const name = nameAt(found);
    if (told.has(name) || (knowsNone && told.size > 0)) return false;
    if (openEnded.some((earlier) => isBeginning(earlier, name))) return false;
    told.add(name);
    if (!latin.test(name)) openEnded.push(name);
    return true;
  });
}

const mention = /^[@＠][{｛]?\s*([^{}｛｝]*?)\s*[}｝]?$/u;
const latin = /^\p{Script=Latin}/u;

function nameAt({ code, source, span }: Diagnostic): string {
  const written = source.text.slice(span.start, span.end).normalize('NFC');
  const name = mention.exec(written)?.[1] ?? written;
  return code === 'unknown-variant' ? name : name.replace(/[.．].*$/su, '');
}

/** Nobody knows where a Chinese name ends that is not declared: `@老周从` and `@老周` are one. */
function isBeginning(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

// ---------------------------------------------------------------- what an error explains

interface Reasons {
  readonly errors: readonly Diagnostic[];
  /** Those that leave something undeclared, or declared as it was not meant. */
  readonly ofDeclarations: readonly Diagnostic[];
}

function followsFrom(
  found: Diagnostic,
  { errors, ofDeclarations }: Reasons,
  sources: Sources,
): boolean {
  const isOther = (reason: Diagnostic): boolean => reason !== found;
  switch (found.code) {
    case 'length-missed':
      return errors.some(isOther);
    case 'unknown-name':
    case 'unknown-character':
    case 'unknown-variant':
      return ofDeclarations.some(isOther);
    case 'speaker-without-voice':
    case 'many-references':
    case 'asset-never-used':
      return (
        ofDeclarations.length > 0 ||
        errors.some((reason) => layoutLost.has(reason.code) || isOfAsset(reason, found, sources))
      );
    case 'dialogue-too-long':
    case 'transition-too-long':
    case 'trim-past-end':
      return errors.some((reason) => isOfLength(reason, found, sources));
    case 'last-frame-alone':
    case 'name-without-mention':
    case 'voice-not-carried':
      return errors.some((reason) => isOther(reason) && isAround(reason, found, sources));
    case 'unknown-shot':
      return errors.some((reason) => isOther(reason) && isMisreadHeader(reason, found, sources));
    default:
      return false;
  }
}

type Spot = Pick<Diagnostic, 'source' | 'span'>;

function fileOf({ source }: Spot, { files }: Sources): LoadedFile | undefined {
  return files.find((file) => file.source === source);
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** A header of which this is said may declare something else than was meant, or nothing. */
const headerLost: ReadonlySet<string> = new Set([
  ...layoutLost,
  ...['line-not-understood', 'name-without-at', 'name-with-at', 'reserved-name'],
  ...['text-not-quoted', 'unclosed-quote'],
]);

/** On the header of a declaration, or beside the headers: something is not declared as was meant. */
function isOfDeclaration(reason: Diagnostic, sources: Sources): boolean {
  if (!headerLost.has(reason.code)) return false;
  const items = fileOf(reason, sources)?.tree.items ?? [];
  return items.some((item) => {
    if (item.kind === 'scene' || item.kind === 'import') return false;
    const headers = isHeaded(item) ? [item.header] : [item.span];
    if (item.kind === 'asset') {
      for (const line of item.body) if (line.kind === 'variant') headers.push(line.header);
    }
    return headers.some((header) => holds(header, reason.span.start));
  });
}

/** In the declaration that the warning names, or on a second one of the same name. */
function isOfAsset(reason: Diagnostic, { related }: Diagnostic, sources: Sources): boolean {
  return related.some(
    (declared) =>
      isSameRegion(reason, declared, sources) ||
      (reason.code === 'double-name' &&
        reason.related.some(({ span }) => span.start === declared.span.start)),
  );
}

/** An asset that is never used, and a fix of something else that would write its name. */
function isMeantElsewhere(found: Diagnostic, all: readonly Diagnostic[]): boolean {
  if (found.code !== 'asset-never-used') return false;
  const { text } = found.source;
  const declared = bareName(text.slice(found.span.start, found.span.end));
  return all.some(({ fixes }) =>
    fixes.some(({ edits }) => edits.some((edit) => bareName(edit.text) === declared)),
  );
}

function bareName(mention: string): string {
  return mention.replace(/^[@＠][{｛]?|[}｝]$/gu, '');
}

function isSameRegion(reason: Spot, declared: Spot, sources: Sources): boolean {
  const file = reason.source === declared.source ? fileOf(reason, sources) : undefined;
  if (!file) return false;
  const starts = regionStarts(file);
  return regionAt(starts, reason.span.start) === regionAt(starts, declared.span.start);
}

function sceneAt(spot: Spot, sources: Sources): SceneBlock | undefined {
  for (const item of fileOf(spot, sources)?.tree.items ?? []) {
    if (item.kind === 'scene' && holds(item.span, spot.span.start)) return item;
  }
  return undefined;
}

/** In the same shot, or among the fields of its scene. */
function isAround(reason: Spot, found: Spot, sources: Sources): boolean {
  if (reason.source !== found.source) return false;
  const scene = sceneAt(found, sources);
  if (!scene || !holds(scene.span, reason.span.start)) return false;
  const shot = scene.body.find(
    (line) => line.kind === 'shot' && holds(line.span, reason.span.start),
  );
  return !shot || holds(shot.span, found.span.start);
}

/**
 * A length that no model makes: of the same shot, of one beside the transition, or one that more than a
 * shot takes over.
 */
function isOfLength(reason: Diagnostic, found: Spot, sources: Sources): boolean {
  if (reason.code !== 'duration-out-of-range' || reason.source !== found.source) return false;
  const scenes = fileOf(found, sources)?.tree.items.filter(({ kind }) => kind === 'scene') ?? [];
  const lines = scenes.flatMap((scene) => (scene.kind === 'scene' ? scene.body : []));
  const at = (spot: Spot): number => lines.findIndex((line) => holds(line.span, spot.span.start));
  const shot = lines[at(reason)];
  if (shot?.kind !== 'shot') return true;
  const place = lines[at(found)];
  return place === shot || (place?.kind === 'transition' && Math.abs(at(found) - at(reason)) === 1);
}

function textOf({ text }: SourceText, { start, end }: Span): string {
  return text.slice(start, end);
}

/** On the header of a shot of the same scene, whose name is then another: none, or not the whole. */
function isMisreadHeader(reason: Diagnostic, found: Spot, sources: Sources): boolean {
  if (!headerLost.has(reason.code) || reason.source !== found.source) return false;
  const shots = sceneAt(found, sources)?.body ?? [];
  const name = textOf(found.source, found.span);
  return shots.some(
    (line) =>
      line.kind === 'shot' &&
      holds(line.header, reason.span.start) &&
      (line.name === undefined || textOf(found.source, line.header).includes(name)),
  );
}
