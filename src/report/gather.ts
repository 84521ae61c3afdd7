/** The page's data from the plan, the program behind it, and what was found in the store. */
import type { Plan } from '../plan/plan.ts';
import { spentOn } from '../render/budget.ts';
import { sumAmounts } from '../render/money.ts';
import type { PastAttempt } from '../store/history.ts';
import type { Origin } from '../store/store.ts';
import { shotOf } from '../store/takes.ts';
import { cutTrack, type LaidOut } from './cut-track.ts';
import type { Language, Report, ReportMoney, ReportScene, ReportShot } from './report.ts';
import { runsOf } from './runs.ts';
import { pictureOfUrl, reportShots, type ShotSources } from './shots.ts';

export interface ReportSources extends Omit<ShotSources, 'attempts' | 'hasPicture'> {
  readonly origin: Origin;
  /** Of this episode. */
  readonly past: readonly PastAttempt[];
  readonly layout: LaidOut;
  readonly filmLink: string | undefined;
  readonly pictures: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
  /** Of the page's own words; none: that of the script. */
  readonly language: Language | undefined;
}

export function gatherReport(sources: ReportSources): Report {
  const { plan, past, pictures, standings, origin, filmLink } = sources;
  const attempts = past.map(({ attempt }) => attempt);
  const hasPicture = (name: string): boolean => pictures.has(name);
  const shots = reportShots({ ...sources, attempts, hasPicture });
  const byId = new Map(shots.map((shot) => [shot.id, shot]));
  const steps = past.flatMap((one) => one.steps.map(({ at }) => at));
  return {
    language: sources.language ?? languageOf(plan),
    episode: plan.episode,
    origin,
    asOf: steps.toSorted().at(-1) ?? null,
    film: {
      width: plan.film.width,
      height: plan.film.height,
      ...(filmLink === undefined ? {} : { link: filmLink }),
    },
    scenes: scenesOf(plan, shots),
    cut: cutTrack(plan, sources.layout, (name) => {
      const shot = byId.get(name);
      const picture = shot?.poster?.picture ?? pictureOfUrl(name, { standings, hasPicture });
      if (picture !== undefined) return { picture };
      // The first is the place, which every shot of a scene shares.
      const [place, reference = place] = shot?.references.flatMap((one) => one.picture ?? []) ?? [];
      return reference === undefined ? {} : { picture: reference, drawn: true };
    }),
    runs: runsOf(past, (task) => plan.tasks.find(({ id }) => id === task)?.dependsOn ?? []),
    money: moneyOf(plan, shots, past),
    warnings: sources.warnings,
    notes: sources.notes,
    pictures,
  };
}

/** Chinese where the script's own words are. */
function languageOf({ episode, scenes, tasks }: Plan): Language {
  const words = [
    episode.title ?? '',
    ...scenes.map(({ heading }) => heading ?? ''),
    ...tasks.flatMap(({ dialogue }) => dialogue.map(({ text }) => text)),
  ].join('');
  return /\p{Script=Han}/u.test(words) ? 'zh' : 'en';
}

function scenesOf(plan: Plan, shots: readonly ReportShot[]): readonly ReportScene[] {
  return plan.scenes.map(({ id, heading }) => ({
    id,
    heading,
    shots: shots.filter((shot) => sceneOf(shot.id) === id),
  }));
}

function moneyOf(
  plan: Plan,
  shots: readonly ReportShot[],
  past: readonly PastAttempt[],
): ReportMoney {
  const known = new Set(shots.map(({ id }) => id));
  const others = past
    .map(({ attempt }) => attempt)
    .filter(({ intent }) => !known.has(shotOf(intent.task)));
  const elsewhere = others.length > 0 ? spentOn(others) : null;
  const sum = (of: 'estimated' | 'spent' | 'toCome', among = shots): ReportMoney['estimated'] =>
    sumAmounts(among.map(({ money }) => money[of]));
  return {
    estimated: sum('estimated'),
    spent: sumAmounts([sum('spent'), ...(elsewhere ? [elsewhere] : [])]),
    toCome: sum('toCome'),
    exact: plan.estimate.exact,
    tokens: plan.estimate.tokens,
    elsewhere,
    scenes: plan.scenes.map(({ id, heading }) => {
      const own = shots.filter((shot) => sceneOf(shot.id) === id);
      return { id, heading, estimated: sum('estimated', own), spent: sum('spent', own) };
    }),
  };
}

function sceneOf(shot: string): string {
  return shot.slice(0, shot.indexOf('.'));
}
