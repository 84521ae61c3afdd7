/** Each shot of the plan with all that the page says of it. */
import type { Plan, PlanTask } from '../plan/plan.ts';
import { spentOn } from '../render/budget.ts';
import { costOf, noAmounts, sumAmounts } from '../render/money.ts';
import type { Program, Shot } from '../semantics/program.ts';
import type { Attempt, KeptAttempt } from '../store/attempts.ts';
import { shotReference, urlOf } from '../store/content-urls.ts';
import type { Standing, Standings } from '../store/standing.ts';
import { shotOf } from '../store/takes.ts';
import { promptOf, promptPieces, referencesOf } from './references.ts';
import type {
  Poster,
  ReportShot,
  ReportTake,
  ReportWarning,
  ScriptLine,
  ShotMoney,
} from './report.ts';

export interface ShotSources {
  readonly plan: Plan;
  readonly program: Program;
  readonly standings: Standings;
  /** Of this episode, in the order of the intents. */
  readonly attempts: readonly Attempt[];
  readonly lines: ReadonlyMap<number, readonly ScriptLine[]>;
  readonly warnings: readonly ReportWarning[];
  /** Is there a picture of that name? Clips are named by their hash, media by their URL. */
  hasPicture(name: string): boolean;
  /** Every take that was kept of a shot, under the number that `scene takes` gives it. */
  takesOf(shot: string): readonly { readonly number: number; readonly attempt: KeptAttempt }[];
  /** The relative address of a kept clip; undefined where it is not there. */
  linkOf(take: KeptAttempt): string | undefined;
}

export function reportShots(sources: ShotSources): readonly ReportShot[] {
  const byShot = new Map<string, [PlanTask, ...PlanTask[]]>();
  for (const task of sources.plan.tasks) {
    const group = byShot.get(shotOf(task.id));
    if (group) group.push(task);
    else byShot.set(shotOf(task.id), [task]);
  }
  return [...byShot].map(([id, tasks], index) => reportShot(id, index + 1, tasks, sources));
}

function reportShot(
  id: string,
  number: number,
  tasks: readonly [PlanTask, ...PlanTask[]],
  sources: ShotSources,
): ReportShot {
  const [task] = tasks;
  const { request } = task;
  const shot = sources.program.shots.find((one) => one.id === id);
  const standing = standingOf(tasks, sources);
  const references = referencesOf(task, shot, (url) => pictureOfUrl(url, sources));
  const script = sources.lines.get(task.source.line) ?? [];
  const lastLine = script.at(-1)?.number ?? task.source.line;
  const shown = shownTake(id, standing, sources.standings);
  const poster = posterOf(task, shown, sources);
  const trouble = standing?.attempt?.trouble?.message ?? lastTrouble(tasks, standing, sources);
  return {
    id,
    name: id.slice(id.indexOf('.') + 1),
    number,
    seconds: request.duration > 0 ? request.duration : null,
    model: shot?.model ?? request.model,
    resolution: request.resolution,
    ratio: request.ratio,
    seed: toldSeed(shown?.seed ?? request.seed),
    inCut: sources.plan.cut.some((item) => item.kind === 'clip' && item.task === id),
    ...relationOf(shot),
    state: standing?.state ?? 'new',
    ...(standing?.chosen ? { chosen: standing.chosen } : {}),
    newer: standing?.newer ?? [],
    ...(trouble === undefined ? {} : { trouble }),
    script,
    source: task.source,
    prompt: promptPieces(promptOf(task), references),
    references,
    ...(poster ? { poster } : {}),
    takes: takesOf(id, tasks, sources),
    money: moneyOf(id, tasks, sources),
    warnings: sources.warnings.filter(
      ({ file, line }) => file === task.source.file && line >= task.source.line && line <= lastLine,
    ),
  };
}

function standingOf(tasks: readonly PlanTask[], { standings }: ShotSources): Standing | undefined {
  const all = tasks.flatMap((task) => standings.tasks.get(task.id) ?? []);
  const [first] = all;
  const accepted = first && standings.accepted.get(first.shot);
  return all.find(({ take }) => take !== undefined && take === accepted) ?? first;
}

/** The accepted take, else the newest that there was before the script was changed. */
function shownTake(
  id: string,
  standing: Standing | undefined,
  { accepted }: Standings,
): KeptAttempt | undefined {
  return accepted.get(id) ?? standing?.take ?? standing?.before;
}

function posterOf(
  task: PlanTask,
  shown: KeptAttempt | undefined,
  sources: ShotSources,
): Poster | undefined {
  if (shown && sources.hasPicture(shown.clip.sha256)) {
    const link = sources.linkOf(shown);
    return {
      kind: 'clip',
      picture: shown.clip.sha256,
      ...(link === undefined ? {} : { link }),
    };
  }
  const first = task.request.content.find(
    (item) => item.type === 'image_url' && item.role === 'first_frame',
  );
  const picture = first && pictureOfUrl(urlOf(first) ?? '', sources);
  return picture === undefined ? undefined : { kind: 'frame', picture };
}

/** Of `clip:` and `frame:`, that of the shot's accepted clip. */
export function pictureOfUrl(
  url: string,
  { standings, hasPicture }: Pick<ShotSources, 'standings' | 'hasPicture'>,
): string | undefined {
  const reference = shotReference(url);
  const accepted = reference && standings.accepted.get(reference.task);
  const name =
    reference?.kind === 'frame'
      ? accepted?.lastFrame?.sha256
      : (accepted?.clip.sha256 ?? (reference ? undefined : url));
  return name !== undefined && hasPicture(name) ? name : undefined;
}

function relationOf(shot: Shot | undefined): Pick<ReportShot, 'relation'> {
  if (!shot?.relation) return {};
  const { kind, of } = shot.relation;
  const names = of.map((one) => (one.kind === 'shot' ? one.id : one.asset.displayName));
  return { relation: { kind, of: names } };
}

function takesOf(
  id: string,
  tasks: readonly PlanTask[],
  sources: ShotSources,
): readonly ReportTake[] {
  const { standings } = sources;
  const accepted = standings.accepted.get(id);
  const made = sources.takesOf(id);
  const takes = made.map(({ number, attempt }): ReportTake => {
    const standing = standings.tasks.get(attempt.intent.task);
    const link = sources.linkOf(attempt);
    const picture = attempt.clip.sha256;
    return {
      number,
      accepted: attempt.tag === accepted?.tag,
      state: standing?.take?.tag === attempt.tag ? standing.state : 'changed',
      seed: toldSeed(attempt.seed),
      cost: attempt.cost ?? attempt.intent.reserved.cost,
      ...(sources.hasPicture(picture) ? { picture } : {}),
      ...(link === undefined ? {} : { link }),
    };
  });
  const missing = tasks
    .filter(({ id: task }) => !made.some(({ attempt: { intent } }) => intent.task === task))
    .map(({ id: task, request }, index): ReportTake => ({
      number: takes.length + index + 1,
      accepted: false,
      state: standings.tasks.get(task)?.state ?? 'new',
      seed: toldSeed(request.seed),
      cost: null,
    }));
  return [...takes, ...missing];
}

/** -1 asks for any seed, and is what the service answers where it does not say which it took. */
function toldSeed(seed: number | undefined): number | null {
  return seed === undefined || seed === -1 ? null : seed;
}

function moneyOf(id: string, tasks: readonly PlanTask[], sources: ShotSources): ShotMoney {
  const { standings } = sources;
  const attempts = sources.attempts.filter(({ intent }) => shotOf(intent.task) === id);
  const costs = tasks.map((task) => costOf(task.estimate));
  const toMake = tasks.filter((task) => standings.tasks.get(task.id)?.action === 'make');
  const [first] = tasks;
  return {
    estimate: {
      tokens: tasks.reduce((sum, { estimate }) => sum + estimate.tokens, 0),
      cost: first?.estimate.cost ?? { CNY: 0, USD: 0 },
      exact: tasks.every(({ estimate }) => estimate.exact),
    },
    estimated: costs.length > 0 ? sumAmounts(costs) : noAmounts,
    spent: spentOn(attempts),
    attempts: attempts.length,
    toCome: sumAmounts(toMake.map((task) => costOf(task.estimate))),
  };
}

function lastTrouble(
  tasks: readonly PlanTask[],
  standing: Standing | undefined,
  { attempts }: ShotSources,
): string | undefined {
  if (standing?.state !== 'failed') return undefined;
  const ids = new Set(tasks.map(({ id }) => id));
  return attempts.findLast(({ intent, trouble }) => trouble && ids.has(intent.task))?.trouble
    ?.message;
}
