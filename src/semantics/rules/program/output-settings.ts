/** Resolution and length of a clip, against the model's table. */
import { models } from '../../../seedance/capabilities.ts';
import type { FieldKey } from '../../../language/keywords.ts';
import type { Diagnostic, Place } from '../../../source/diagnostic.ts';
import type { Draft, DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { fieldOf, placeOfSetting } from './describe.ts';

export const outputSettings: ProgramRule = {
  name: 'output-settings',
  *check(draft) {
    // A value of the episode that breaks a limit breaks it in every shot, and is said once.
    const said = new Set<string>();
    for (const shot of draft.shots) {
      const found = [checkResolution(draft, shot), checkDuration(draft, shot)];
      for (const diagnostic of found) {
        if (!diagnostic) continue;
        const key = `${diagnostic.source.path}:${diagnostic.span.start}:${diagnostic.message}`;
        if (said.has(key)) continue;
        said.add(key);
        yield diagnostic;
      }
    }
  },
};

function checkResolution(draft: Draft, shot: DraftShot): Diagnostic | undefined {
  const { resolutions } = models[shot.model];
  if (resolutions.includes(shot.resolution)) return undefined;
  return registry.make('resolution-not-offered', placeOfSetting(draft, shot, 'resolution'), {
    model: shot.model,
    resolution: shot.resolution,
    list: resolutions.join(', '),
  });
}

function checkDuration(draft: Draft, shot: DraftShot): Diagnostic | undefined {
  const { duration } = shot;
  if (duration === 'auto' || hasLengthOfItsSource(shot)) return undefined;
  const { min, max } = models[shot.model].seconds;
  if (duration < min || duration > max) {
    return registry.make('duration-out-of-range', placeOfDuration(draft, shot), {
      seconds: duration,
      model: shot.model,
      min,
      max,
    });
  }
  if (Number.isInteger(duration)) return undefined;
  return registry.make('duration-not-whole', placeOfDuration(draft, shot), {
    seconds: duration,
    up: Math.ceil(duration),
  });
}

/** An edit that writes no seconds has those of what it edits, where they are checked. */
function hasLengthOfItsSource(shot: DraftShot): boolean {
  return shot.relation?.kind === 'edits' && !shot.block.seconds && !fieldOf(shot, 'duration');
}

function placeOfDuration(draft: Draft, shot: DraftShot): Place {
  const key: FieldKey = 'duration';
  return shot.block.seconds
    ? { source: shot.sourceFile.source, span: shot.block.seconds.span }
    : placeOfSetting(draft, shot, key);
}
