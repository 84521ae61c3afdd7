/** All shots of the entry, in the order of the script. */
import { models } from '../../seedance/capabilities.ts';
import type { Context } from '../context.ts';
import type { IndexedShot, SceneIndex } from '../names/scenes.ts';
import type { Relation, Shot } from '../program.ts';
import type { DraftShot } from '../rule.ts';
import type { Settings } from '../settings/settings.ts';
import { type ShotBody, readBody } from './body.ts';
import { type Lineage, resolveLineage } from './relations.ts';
import { defaults, hasOwnDuration } from './settled.ts';
import { resolveShot } from './shot.ts';
import { timeOfDayIn } from './time-of-day.ts';

export interface DraftShots {
  readonly shots: readonly DraftShot[];
  readonly byId: ReadonlyMap<string, DraftShot>;
  readonly bodies: ReadonlyMap<string, ShotBody>;
  readonly incomplete: ReadonlySet<string>;
}

/** `settings` are those of each scene, by its name. */
export function draftShots(
  index: SceneIndex,
  settings: ReadonlyMap<string, Settings>,
  context: Context,
): DraftShots {
  const { file } = index;
  const bodies = new Map<string, ShotBody>();
  const times = new Map<string, string | undefined>();
  for (const scene of index.scenes.values()) {
    const outer = settings.get(scene.name);
    if (!outer) continue;
    times.set(scene.name, scene.block.heading && timeOfDayIn(scene.block.heading.text));
    for (const shot of scene.shots.values()) {
      bodies.set(shot.id, readBody(shot.block, outer, file, context));
    }
  }
  const lineages = resolveLineage(bodies, index, context);
  const durations = new Durations(index, bodies, lineages);
  const { region } = context.options;
  const defaultModel = { name: defaults.model, id: models[defaults.model].ids[region] };
  const byId = new Map<string, DraftShot>();
  const incomplete = new Set<string>();
  for (const shot of index.shots.values()) {
    const body = bodies.get(shot.id);
    const lineage = lineages.get(shot.id);
    if (!body || !lineage) continue;
    const timeOfDay = times.get(shot.scene.name);
    const editedDuration = durations.edited(shot);
    const answer = resolveShot(
      { shot, body, lineage, file, timeOfDay, defaultModel, editedDuration },
      context,
    );
    byId.set(shot.id, answer.shot);
    if (answer.incomplete) incomplete.add(shot.id);
  }
  return { shots: [...byId.values()], byId, bodies, incomplete };
}

/** An edit is as long as what it edits, unless its own length is written. */
class Durations {
  readonly #index: SceneIndex;
  readonly #bodies: ReadonlyMap<string, ShotBody>;
  readonly #lineages: ReadonlyMap<string, Lineage>;

  constructor(
    index: SceneIndex,
    bodies: ReadonlyMap<string, ShotBody>,
    lineages: ReadonlyMap<string, Lineage>,
  ) {
    this.#index = index;
    this.#bodies = bodies;
    this.#lineages = lineages;
  }

  /** Undefined where the shot edits nothing or has a length of its own. */
  edited(shot: IndexedShot): Shot['duration'] | undefined {
    if (this.#own(shot) !== undefined) return undefined;
    let source = this.#editedBy(shot);
    // Circles are gone from the lineages, so the walk ends.
    while (source?.kind === 'shot') {
      const edited = this.#index.shots.get(source.id);
      if (!edited) return undefined;
      const own = this.#own(edited);
      if (own !== undefined) return own;
      source = this.#editedBy(edited);
      if (!source) return this.#outer(edited);
    }
    return source && secondsOfFootage(source.medium);
  }

  #own(shot: IndexedShot): Shot['duration'] | undefined {
    const settings = this.#bodies.get(shot.id)?.settings;
    const writtenSeconds = shot.block.seconds && shot.block.seconds.milliseconds / 1000;
    if (!settings || !hasOwnDuration({ settings, writtenSeconds })) return undefined;
    return writtenSeconds ?? settings.scalars.duration?.value;
  }

  #outer(shot: IndexedShot): Shot['duration'] {
    const settings = this.#bodies.get(shot.id)?.settings;
    return settings?.scalars.duration?.value ?? defaults.durationSeconds;
  }

  #editedBy(shot: IndexedShot): Relation['of'][number] | undefined {
    const relation = this.#lineages.get(shot.id)?.relation;
    return relation?.kind === 'edits' ? relation.of[0] : undefined;
  }
}

/** Whole seconds, as the service counts its own clips; a header that does not tell leaves it to the model. */
function secondsOfFootage(medium: Parameters<typeof knownSeconds>[0]): Shot['duration'] {
  const seconds = knownSeconds(medium);
  return seconds === undefined ? 'auto' : Math.floor(seconds + 0.001);
}

function knownSeconds({
  facts,
}: Extract<Relation['of'][number], { kind: 'video' }>['medium']): number | undefined {
  return facts?.kind === 'video' ? facts.seconds : undefined;
}
