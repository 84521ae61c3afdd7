/** The plain settings of one shot, decided: written, inherited, default, or demanded by the model. */
import {
  type ModelName,
  type Ratio,
  type Resolution,
  models,
} from '../../seedance/capabilities.ts';
import type { RelationKind } from '../../language/syntax.ts';
import type { Shot } from '../program.ts';
import type { Settings } from '../settings/settings.ts';
import type { Scalars } from '../settings/values.ts';

export const defaults = {
  model: 'seedance-2.0' satisfies ModelName,
  resolution: '720p' satisfies Resolution as Resolution,
  ratio: '16:9' satisfies Ratio as Ratio,
  durationSeconds: 5,
} as const;

export interface SettledQuestion {
  readonly settings: Settings;
  /** In the header of the shot. */
  readonly writtenSeconds: number | undefined;
  readonly framed: boolean;
  readonly relation: RelationKind | undefined;
  /** The length of the clip that this shot edits. */
  readonly editedDuration: Shot['duration'] | undefined;
  readonly defaultModel: Scalars['model'];
}

export type Settled = Pick<
  Shot,
  | 'model'
  | 'modelId'
  | 'resolution'
  | 'ratio'
  | 'duration'
  | 'audio'
  | 'watermark'
  | 'seed'
  | 'takes'
  | 'derived'
>;

export function settle(question: SettledQuestion): Settled {
  const { scalars } = question.settings;
  const model = scalars.model?.value ?? question.defaultModel;
  const seed = scalars.seed?.value;
  const fixed = demanded(question, model.name);
  return {
    model: model.name,
    modelId: model.id,
    resolution: scalars.resolution?.value ?? defaults.resolution,
    ratio: fixed.ratio,
    duration: fixed.duration,
    derived: fixed.derived,
    audio: scalars.audio?.value ?? true,
    watermark: scalars.watermark?.value ?? false,
    takes: scalars.takes?.value ?? 1,
    ...(seed !== undefined && seed !== 'none' && { seed }),
  };
}

/** Where the model demands one value, one that is not the shot's own gives way, and it is said. */
function demanded(
  question: SettledQuestion,
  model: ModelName,
): Pick<Shot, 'ratio' | 'duration' | 'derived'> {
  const { settings, framed, relation } = question;
  let ratio = settings.scalars.ratio?.value ?? defaults.ratio;
  let duration = durationOf(question);
  if (!models[model].namesTaskType) return { ratio, duration, derived: nothingDerived };
  const derived: Record<string, { value: string; insteadOf: string }> = {};
  const onClip = relation !== undefined && relation !== 'continues';
  if ((framed || onClip) && ratio !== 'adaptive' && settings.scalars.ratio?.level !== 'shot') {
    derived['ratio'] = { value: 'adaptive', insteadOf: ratio };
    ratio = 'adaptive';
  }
  if (relation === 'edits' && duration !== 'auto' && !hasOwnDuration(question)) {
    derived['duration'] = { value: 'auto', insteadOf: `${duration}s` };
    duration = 'auto';
  }
  return { ratio, duration, derived };
}

const nothingDerived: Shot['derived'] = {};

function durationOf(question: SettledQuestion): Shot['duration'] {
  const { settings, writtenSeconds, editedDuration } = question;
  if (writtenSeconds !== undefined) return writtenSeconds;
  const written = settings.scalars.duration;
  if (written?.level === 'shot') return written.value;
  return editedDuration ?? written?.value ?? defaults.durationSeconds;
}

export function hasOwnDuration({
  settings,
  writtenSeconds,
}: Pick<SettledQuestion, 'settings' | 'writtenSeconds'>): boolean {
  return writtenSeconds !== undefined || settings.scalars.duration?.level === 'shot';
}
