/** `scene explain SHOT`: why it would be made again, field by field, or why it stays. */
import { Failure, exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { BackendName } from '../../project/backend.ts';
import type { PlanTask } from '../../plan/plan.ts';
import type { Difference } from '../../render/differences.ts';
import { costOf } from '../../render/money.ts';
import { lineOf } from '../../source/text.ts';
import type { Standing } from '../../store/standing.ts';
import { shotOf } from '../../store/takes.ts';
import type { Cli } from '../cli.ts';
import { compare, differencesSince, type Compared } from '../compared/compared.ts';
import { findEpisode } from '../compared/find-episode.ts';
import { paintFor, type Paint } from '../paint.ts';
import { priceOf } from '../views/money.ts';
import { relativeTo } from '../views/paths.ts';
import { shownTime } from '../views/times.ts';
import { wrap } from '../views/wrap.ts';

export interface ExplainShotOptions {
  readonly script?: string;
  readonly backend?: BackendName;
}

export async function explainShot(
  cli: Cli,
  name: string,
  options: ExplainShotOptions,
): Promise<ExitCode> {
  const episode = await findEpisode(cli, options.script, shotOf(name));
  if (!episode) return exitCodes.scriptErrors;
  const compared = await compare(cli, episode, options);
  const task = compared.plan.tasks.find(({ id }) => id === name);
  const standing = compared.standings.tasks.get(name);
  if (!task || !standing) {
    throw new Failure('usage', `${episode.plan.episode.file} has no shot called ${name}`, {
      hint: 'A shot is named as scene.shot: `scene plan FILE` lists them.',
    });
  }
  const paint = paintFor(cli, cli.stdout);
  const lines = [
    ...wrap(headline(task, standing, compared), cli.stdout.columns - 1).map(paint.bold),
    ...(await details(task, standing, compared, { cli, paint })),
    ...silentSettings(task, cli.stdout.columns - 1),
  ];
  cli.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.done;
}

function headline(
  task: PlanTask,
  { state, action, take, before, newer, chosen, attempt }: Standing,
  { money }: Compared,
): string {
  const made = take ?? before;
  const when = made ? `its take of ${shownTime(made.at)}` : 'its take';
  const bound = task.estimate.exact ? '' : 'at most ';
  const price = `${bound}${priceOf(costOf(task.estimate), money)}${money.real ? '' : ', were it real'}`;
  const anew = `It would be made for ${price}.`;
  const stays =
    chosen === 'pinned' ? 'It is pinned and stays.' : 'It stays, and nothing is bought.';
  const end = action === 'make' ? anew : stays;
  switch (state) {
    case 'new':
      return `${task.id} is new: nothing was ever made of it. ${end}`;
    case 'kept':
      return `${task.id} is as in ${when}. ${end}`;
    case 'changed':
      return `${task.id} has changed since ${when}. ${end}`;
    case 'stale':
      return `${task.id} is stale: it says the same as in ${when}, but that builds on an older clip of ${newer.join(', ')}. ${end} \`--stale render\` would make it anew for ${price}.`;
    case 'reworded':
      return `${task.id} means the same as in ${when}; this version of scene only words its request anew. ${end}`;
    case 'failed':
      return `${task.id} failed, and was not billed: ${attempt?.trouble?.message ?? 'no reason is known'}. ${end}`;
    case 'in-flight':
      return `${task.id} is at the service (${attempt?.id ?? ''}): the next render takes it up. Nothing more is bought.`;
    case 'ambiguous':
      return `${task.id} was perhaps accepted, and counts as spent. \`scene reconcile\` settles it.`;
    case 'lost':
      return `${task.id} was paid for, and its clip is not in this store. ${action === 'make' ? anew : ''}`.trim();
  }
}

/** What holds around the shot and is not sent: a frame, a clip or the writer's own prompt says it all. */
function silentSettings({ inherited }: PlanTask, width: number): readonly string[] {
  const silent = Object.entries(inherited).filter(([, { sent }]) => !sent);
  if (silent.length === 0) return [];
  const lines = silent.flatMap(([key, { value, from }]) =>
    wrap(`${key === 'timeOfDay' ? 'time of day' : key}: ${value} (from the ${from})`, width - 2),
  );
  return ['', 'Inherited, and not sent with this shot:', ...lines.map((line) => `  ${line}`)];
}

interface Brush {
  readonly cli: Cli;
  readonly paint: Paint;
}

async function details(
  task: PlanTask,
  standing: Standing,
  compared: Compared,
  { cli, paint }: Brush,
): Promise<readonly string[]> {
  if (standing.state !== 'changed' && standing.state !== 'reworded') return [];
  const since = await differencesSince(standing, compared);
  if (!since) return ['', 'What that take was made from is not written down.'];
  const { recipe, differences } = since;
  const name = relativeTo(cli.cwd);
  const whereOf = ({ place }: Difference): string =>
    place ? `${name(place.source.path)}:${lineOf(place.source, place.span.start)}  ` : '';
  const width = cli.stdout.columns - 1;
  const texts = textsOf(recipe.request, task);
  const worded: readonly Difference[] =
    differences.length === 0 && texts.before !== texts.now
      ? [{ field: 'the text that is sent', before: texts.before, now: texts.now }]
      : [];
  return [...differences, ...worded].flatMap((one) => [
    '',
    `${whereOf(one)}${one.field}${fromWords(one)}`,
    ...side('was', one.bytes ? `${one.before ?? ''} with other bytes` : one.before, width).map(
      paint.red,
    ),
    ...side('now', one.now, width).map(paint.green),
  ]);
}

function fromWords({ from }: Difference): string {
  if (from === undefined) return '';
  return from === 'default' ? ' (the default)' : ` (from the ${from})`;
}

function side(word: string, value: string | undefined, width: number): readonly string[] {
  const lines = wrap(value ?? '–', width - 7);
  return lines.map((line, index) => `  ${index === 0 ? word : '   '}  ${line}`);
}

function textsOf(
  request: Readonly<Record<string, unknown>>,
  task: PlanTask,
): { readonly before: string; readonly now: string } {
  return { before: textIn(request['content']), now: textIn(task.request.content) };
}

function textIn(content: unknown): string {
  if (!Array.isArray(content)) return '';
  const items: readonly unknown[] = content;
  return items
    .flatMap((item) =>
      typeof item === 'object' && item !== null && 'text' in item && typeof item.text === 'string'
        ? [item.text]
        : [],
    )
    .join(' ');
}
