/**
 * Rules: each in a file of its own under `rules/`, each in one of the two lists of `rules/index.ts`.
 *
 * A line rule looks at one line that the parser could only take for prose (or that does not belong
 * where it stands) and says what the typist meant. The list is in order and the first that speaks
 * wins: one line, one message. A line that got an error is left out of everything that follows.
 *
 * A program rule looks at the resolved program. It may assume that names resolved; what did not is
 * not in the draft.
 */
import type { FieldBlock } from '../language/fields.ts';
import type {
  ActionLine,
  DialogueLine,
  FieldLine,
  ShotBlock,
  StrayLine,
} from '../language/syntax.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Declarations } from './declarations.ts';
import type { ProgramParts, Shot } from './program.ts';
import type { Mark } from './rules/marks.ts';
import type { LoadedFile, Sources } from './sources.ts';

/** In what a line stands. */
export type BlockKind = 'file' | FieldBlock;

export interface LineContext {
  readonly file: LoadedFile;
  readonly block: BlockKind;
  /** The names that this file sees. */
  readonly declarations: Declarations;
  /** The shot around the line, where there is one. */
  readonly shot?: ShotBlock;
}

export type CheckedLine = ActionLine | StrayLine | DialogueLine | FieldLine;

export interface LineRule {
  readonly name: string;
  /** The rule sees only lines whose words hold this. Absent: it sees every line. */
  readonly mark?: Mark;
  /** The one diagnostic of this line, or undefined where the rule has nothing to say. */
  check(line: CheckedLine, context: LineContext): Diagnostic | undefined;
}

/** A shot with the lines that it came from. */
export interface DraftShot extends Shot {
  readonly block: ShotBlock;
  readonly sourceFile: LoadedFile;
}

/** The program before it is known to be right. */
export interface Draft extends Omit<ProgramParts, 'shots'> {
  readonly shots: readonly DraftShot[];
  readonly shotsById: ReadonlyMap<string, DraftShot>;
  readonly sources: Sources;
  /** The names that the entry sees. */
  readonly declarations: Declarations;
  /**
   * Shots of which a line, a name or a relation was not understood and is not here. What they seem
   * to lack may be just that: a rule about something missing or unused passes them over.
   */
  readonly incomplete: ReadonlySet<string>;
}

export interface ProgramRule {
  readonly name: string;
  check(draft: Draft): Iterable<Diagnostic>;
}
