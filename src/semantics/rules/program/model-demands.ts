/**
 * Where a model demands one value (2.5: the ratio of what it is shown, the length of what it edits),
 * an inherited value gives way; one that is written in the shot itself is refused.
 */
import { models } from '../../../seedance/capabilities.ts';
import type { Diagnostic, Place } from '../../../source/diagnostic.ts';
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { fieldOf } from './describe.ts';

export const modelDemands: ProgramRule = {
  name: 'model-demands',
  *check(draft) {
    for (const shot of draft.shots) {
      if (!models[shot.model].namesTaskType) continue;
      const demanding = demandingPart(shot);
      if (demanding === undefined) continue;
      yield* checkRatio(shot, demanding);
      if (shot.relation?.kind === 'edits') yield* checkDuration(shot, demanding);
    }
  },
};

function demandingPart(shot: DraftShot): string | undefined {
  if (shot.mode === 'frame') return 'a shot that starts from a frame';
  const kind = shot.relation?.kind;
  if (kind === 'edits') return 'an edit';
  if (kind === 'joins') return 'a joining shot';
  return kind === 'extends' || kind === 'precedes' ? 'an extension' : undefined;
}

function* checkRatio(shot: DraftShot, demanding: string): Iterable<Diagnostic> {
  const field = fieldOf(shot, 'ratio');
  if (!field || field.value.kind !== 'symbol' || field.value.text.toLowerCase() === 'adaptive')
    return;
  yield refuse(shot, demanding, 'ratio', field.value.text, field.span);
}

function* checkDuration(shot: DraftShot, demanding: string): Iterable<Diagnostic> {
  const { seconds } = shot.block;
  if (seconds) {
    yield refuse(shot, demanding, 'length', `${seconds.milliseconds / 1000}s`, seconds.span);
  }
  const field = fieldOf(shot, 'duration');
  if (field?.value.kind === 'length') {
    const { milliseconds } = field.value.length;
    yield refuse(shot, demanding, 'length', `${milliseconds / 1000}s`, field.span);
  }
}

function refuse(
  shot: DraftShot,
  demanding: string,
  setting: string,
  value: string,
  span: Place['span'],
): Diagnostic {
  return registry.make(
    'setting-fixed-by-model',
    { source: shot.sourceFile.source, span },
    { model: shot.model, setting, shot: demanding, value },
  );
}
