/**
 * The film's length as written, against the episode's `length:`. What only the clips can tell (an
 * `auto` shot, footage whose header says nothing) leaves the rule silent.
 */
import { isBlendTransition } from './transitions.ts';
import type { CutItem, Relation, Trim } from '../../program.ts';
import type { Draft, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { formatSeconds } from './describe.ts';
import type { Place } from '../../../source/diagnostic.ts';

export const lengthMissed: ProgramRule = {
  name: 'length-missed',
  *check(draft) {
    const { lengthSeconds } = draft.episode;
    if (lengthSeconds === undefined || draft.cut.length === 0 || draft.incomplete.size > 0) return;
    const filmMs = filmMilliseconds(draft);
    const wantedMs = Math.round(lengthSeconds * 1000);
    if (filmMs === undefined || Math.abs(filmMs - wantedMs) * 10 < wantedMs) return;
    yield registry.make('length-missed', placeOfLength(draft), {
      seconds: formatSeconds(filmMs / 1000),
      wanted: formatSeconds(lengthSeconds),
    });
  },
};

function filmMilliseconds(draft: Draft): number | undefined {
  let total = 0;
  for (const item of draft.cut) {
    const milliseconds = millisecondsOf(item, draft);
    if (milliseconds === undefined) return undefined;
    total += milliseconds;
  }
  return total;
}

function millisecondsOf(item: CutItem, draft: Draft): number | undefined {
  switch (item.kind) {
    case 'title':
    case 'still':
    case 'black':
      return item.milliseconds;
    case 'transition':
      // A fade darkens half of itself on each side: it neither gives nor takes time.
      return isBlendTransition(item.transition) ? -item.milliseconds : 0;
    case 'footage': {
      const { facts } = item.medium;
      const seconds = facts?.kind === 'video' ? facts.seconds : undefined;
      return playedMs(seconds === undefined ? undefined : seconds * 1000, item.trim, {});
    }
    case 'clip': {
      const duration = draft.shotsById.get(item.shot)?.duration;
      const wholeMs = typeof duration === 'number' ? duration * 1000 : undefined;
      return playedMs(wholeMs, item.trim, item.relation ?? {});
    }
  }
}

/** An extension shows about a second of its source again; that is cut from it, trimmed or not. */
const repeatedMs = 1000;

function playedMs(
  wholeMs: number | undefined,
  trim: Trim | undefined,
  { kind }: Partial<Relation>,
): number | undefined {
  const from = Math.max(trim?.fromMs ?? 0, kind === 'extends' ? repeatedMs : 0);
  const newUntil =
    wholeMs === undefined ? Infinity : wholeMs - (kind === 'precedes' ? repeatedMs : 0);
  const to = Math.min(trim?.toMs ?? Infinity, newUntil);
  return to === Infinity ? undefined : Math.max(0, to - from);
}

function placeOfLength(draft: Draft): Place {
  for (const file of [...draft.sources.files].reverse()) {
    for (const block of file.tree.items) {
      if (block.kind !== 'episode' && block.kind !== 'series') continue;
      const field = block.body.find((line) => line.kind === 'field' && line.key === 'length');
      if (field) return { source: file.source, span: field.span };
    }
  }
  return { source: draft.sources.entry.source, span: draft.sources.entry.tree.span };
}
