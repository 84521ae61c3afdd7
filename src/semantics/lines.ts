/**
 * Each line by itself: the line rules, then whether a field may stand where it stands and as often as
 * it does. One line, one message; a line that got an error is left out of everything that follows.
 */
import { fieldFacts } from '../language/fields.ts';
import type { FieldKey } from '../language/keywords.ts';
import type { FieldLine, Node, SceneBlock } from '../language/syntax.ts';
import type { Diagnostic, Place } from '../source/diagnostic.ts';
import type { Declared } from './names/declare.ts';
import { registry } from './diagnostics.ts';
import { withArticle } from './names/article.ts';
import type { BlockKind, CheckedLine, LineContext } from './rule.ts';
import { lineRules } from './rules/index.ts';
import { wordsOf } from './rules/lines/words-of.ts';
import { marksIn } from './rules/marks.ts';
import type { LoadedFile, Sources } from './sources.ts';

export interface CheckedLines {
  readonly skipped: ReadonlySet<Node>;
  readonly diagnostics: readonly Diagnostic[];
}

export function checkLines(sources: Sources, declared: Declared): CheckedLines {
  const checker = new LineChecker();
  for (const file of sources.files) {
    const declarations = declared.byFile.get(file);
    if (declarations) checker.file(file, { file, declarations });
  }
  return checker;
}

type FileContext = Pick<LineContext, 'file' | 'declarations'>;
type AnyLine = { readonly kind: string } & Node;

class LineChecker implements CheckedLines {
  readonly skipped = new Set<Node>();
  readonly diagnostics: Diagnostic[] = [];

  file({ tree }: LoadedFile, base: FileContext): void {
    for (const item of tree.items) {
      switch (item.kind) {
        case 'asset':
          this.#block(item.body, { ...base, block: item.asset });
          for (const line of item.body) {
            if (line.kind === 'variant') this.#block(line.body, { ...base, block: 'variant' });
          }
          break;
        case 'series':
        case 'episode':
          this.#block(item.body, { ...base, block: item.kind });
          break;
        case 'scene':
          this.#scene(item, base);
          break;
        case 'stray':
          this.#speaks(item, { ...base, block: 'file' });
          break;
        case 'import':
        case 'bad':
          break;
      }
    }
  }

  #scene(scene: SceneBlock, base: FileContext): void {
    this.#block(scene.body, { ...base, block: 'scene' });
    const { file, declarations } = base;
    for (const line of scene.body) {
      if (line.kind === 'shot') {
        this.#block(line.body, { file, declarations, block: 'shot', shot: line });
      }
    }
  }

  #block(lines: readonly AnyLine[], context: LineContext): void {
    // A handful at most, so a list is quicker than a map.
    const earlier: FieldLine[] = [];
    let state: 'fields' | 'playing' | 'told' = 'fields';
    for (const line of lines) {
      if (playing.has(line.kind)) state = 'playing';
      if (!isChecked(line) || this.#speaks(line, context) || line.kind !== 'field') continue;
      const { blocks, repeats } = fieldFacts[line.key];
      if (!(blocks as readonly BlockKind[]).includes(context.block)) {
        this.#misplaced(line, context, blocks);
      } else if (state !== 'fields' && line.key !== 'note') {
        // Fields that follow one another there are one mistake.
        if (state === 'playing') this.#late(line, context);
        this.skipped.add(line);
        state = 'told';
      } else if (!repeats) {
        const first = firstOf(line.key, earlier, context);
        if (first) this.#doubled(line, context, first);
        else earlier.push(line);
      }
    }
  }

  /** Whether a rule has an error for this line. */
  #speaks(line: CheckedLine, context: LineContext): boolean {
    const marks = marksIn(wordsOf(line)?.text ?? '');
    for (const rule of lineRules) {
      if (rule.mark !== undefined && !marks[rule.mark]) continue;
      const found = rule.check(line, context);
      if (!found) continue;
      this.diagnostics.push(found);
      if (found.severity === 'error') this.skipped.add(line);
      return found.severity === 'error';
    }
    return false;
  }

  #misplaced(line: FieldLine, { file, block }: LineContext, blocks: readonly string[]): void {
    const place = { source: file.source, span: line.keySpan };
    const values = { field: line.key, block: withArticle(block), blocks: blocks.join(', ') };
    this.#add(line, registry.make('field-out-of-place', place, values));
  }

  #doubled(line: FieldLine, { file, block }: LineContext, first: Place['span']): void {
    const place = { source: file.source, span: line.keySpan };
    const related = [{ source: file.source, span: first, message: 'the first is here' }];
    this.#add(line, registry.make('double-field', place, { field: line.key, block }, { related }));
  }

  #late(line: FieldLine, { file }: LineContext): void {
    const place = { source: file.source, span: line.keySpan };
    this.#add(line, registry.make('field-after-shot', place, { field: line.key }));
  }

  #add(line: Node, diagnostic: Diagnostic): void {
    this.skipped.add(line);
    this.diagnostics.push(diagnostic);
  }
}

/** The lines of a scene that are part of the film: no field of the scene stands below them. */
const playing: ReadonlySet<string> = new Set<SceneBlock['body'][number]['kind']>([
  ...(['shot', 'title', 'transition', 'clip', 'still', 'black'] as const),
]);

/** Where the field stands already; the seconds in a shot's header are its duration. */
function firstOf(
  key: FieldKey,
  earlier: readonly FieldLine[],
  { shot }: LineContext,
): Place['span'] | undefined {
  if (key === 'duration' && shot?.seconds) return shot.seconds.span;
  for (const field of earlier) if (field.key === key) return field.keySpan;
  return undefined;
}

function isChecked(line: AnyLine): line is CheckedLine {
  const { kind } = line;
  return kind === 'field' || kind === 'action' || kind === 'dialogue' || kind === 'stray';
}
