/**
 * Checks what was loaded and, where there is no error, makes the `Program`: the only way to one.
 * Reads as a list: what is declared, each line by itself, the whole draft, the rules over the draft.
 */
import { type Diagnostic, hasErrors } from '../source/diagnostic.ts';
import type { CheckOptions, Context } from './context.ts';
import type { Declarations } from './declarations.ts';
import { buildCut } from './film/cut.ts';
import { FilmFields, readEpisode, readFilm, readScenes } from './film/film.ts';
import { checkTransitions } from './film/transitions.ts';
import { checkTrims } from './film/trims.ts';
import { withoutConsequences } from './consequences.ts';
import { withoutIgnored } from './ignore.ts';
import { checkLines } from './lines.ts';
import { declareAssets } from './names/declare.ts';
import { indexScenes } from './names/scenes.ts';
import type { Program, ProgramParts } from './program.ts';
import type { Draft } from './rule.ts';
import { programRules } from './rules/index.ts';
import {
  episodeSettings,
  headerBlocks,
  readLikeness,
  sceneSettings,
} from './settings/scene-settings.ts';
import { draftShots } from './shots/draft-shots.ts';
import type { Sources } from './sources.ts';

export type { CheckOptions } from './context.ts';

export interface Checked {
  /** Absent where there is an error, and for a library: a file without an episode and without shots. */
  readonly program?: Program;
  /** Everything that is known of these sources, by file and place, that of loading included. */
  readonly diagnostics: readonly Diagnostic[];
}

export function check(sources: Sources, options: CheckOptions): Checked {
  const found: Diagnostic[] = [...sources.diagnostics];
  const declared = declareAssets(sources);
  const lines = checkLines(sources, declared);
  found.push(...declared.diagnostics, ...lines.diagnostics);
  const context: Context = {
    sources,
    options,
    declarations: declared.byFile,
    skipped: lines.skipped,
    report: (diagnostic) => void found.push(diagnostic),
  };
  const draft = makeDraft(context);
  for (const rule of programRules) found.push(...rule.check(draft));
  const ordered = inOrder(withoutIgnored(found, sources), sources);
  const diagnostics = withoutConsequences(ordered, sources);
  const isFilm = draft.shots.length > 0 || draft.cut.length > 0 || hasEpisode(sources);
  if (hasErrors(diagnostics) || !isFilm) return { diagnostics };
  return { program: asProgram(draft), diagnostics };
}

function makeDraft(context: Context): Draft {
  const { sources, options } = context;
  const index = indexScenes(sources.entry, context);
  const headers = headerBlocks(context);
  const outer = episodeSettings(headers, context);
  const likeness = readLikeness(index, context);
  const settings = sceneSettings(outer, likeness, index, context);
  const shots = draftShots(index, settings, context);
  const cut = buildCut(index, shots, context);
  checkTrims(cut, shots, context);
  checkTransitions(cut, shots, context);
  const fields = new FilmFields(headers, context);
  return {
    region: options.region,
    file: sources.entry.path,
    episode: readEpisode(headers, fields, context),
    film: readFilm(outer, fields, index, context),
    scenes: readScenes(index, likeness, context),
    shots: shots.shots,
    shotsById: shots.byId,
    cut: cut.flatMap(({ item }) => item ?? []),
    sources,
    declarations: context.declarations.get(sources.entry) ?? noDeclarations,
    incomplete: shots.incomplete,
  };
}

const noDeclarations: Declarations = { assets: new Map(), names: new Set() };

function hasEpisode({ entry }: Sources): boolean {
  return entry.tree.items.some(({ kind }) => kind === 'episode');
}

/** By file, the entry first, then by place; what stands in one place stays in the order of the steps. */
function inOrder(diagnostics: readonly Diagnostic[], { files }: Sources): readonly Diagnostic[] {
  const order = new Map([...files].reverse().map(({ source }, at) => [source, at]));
  return diagnostics.toSorted(
    (one, other) =>
      (order.get(one.source) ?? 0) - (order.get(other.source) ?? 0) ||
      one.span.start - other.span.start ||
      one.span.end - other.span.end,
  );
}

/** The one place where a draft becomes a program: everything before it found no error. */
function asProgram(draft: Draft): Program {
  const { region, file, episode, film, scenes, shots, cut } = draft;
  const parts: ProgramParts = { region, file, episode, film, scenes, shots, cut };
  return parts as Program;
}
