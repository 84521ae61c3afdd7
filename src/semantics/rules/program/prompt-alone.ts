/** `prompt:` is the whole text of a shot: lines beside it would be written and never sent. */
import type { FieldKey } from '../../../language/keywords.ts';
import type { ShotLine } from '../../../language/syntax.ts';
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { fieldOf } from './describe.ts';

const spoken: ReadonlySet<FieldKey> = new Set<FieldKey>([
  'camera',
  'light',
  'sfx',
  'music',
  'text',
  'cut',
]);

export const promptAlone: ProgramRule = {
  name: 'prompt-alone',
  *check(draft) {
    for (const shot of draft.shots) {
      if (!shot.prompt) continue;
      const beside = lineBesidePrompt(shot);
      if (!beside) continue;
      const { source } = shot.sourceFile;
      const prompt = fieldOf(shot, 'prompt');
      const related = prompt
        ? [{ source, span: prompt.keySpan, message: 'the whole text is here' }]
        : [];
      const place = { source, span: beside.line.span };
      yield registry.make('prompt-beside-lines', place, { what: beside.what }, { related });
    }
  },
};

/** The first line of a shot with a `prompt:` that would not be sent. */
export function lineBesidePrompt(
  shot: DraftShot,
): { readonly line: ShotLine; readonly what: string } | undefined {
  for (const line of shot.block.body) {
    const what = nameOfLine(line);
    if (what !== undefined) return { line, what };
  }
  return undefined;
}

function nameOfLine(line: ShotLine): string | undefined {
  if (line.kind === 'action') return 'a line of action';
  if (line.kind === 'dialogue') return 'a line of dialogue';
  // `camera: none` says nothing that could be lost.
  const speaks = line.kind === 'field' && spoken.has(line.key) && line.value.kind !== 'keyword';
  return speaks ? `“${line.key}:”` : undefined;
}
