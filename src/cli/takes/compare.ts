/** `scene takes compare`: the takes of a shot side by side, and what they were made from. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { Recipe } from '../../store/recipe.ts';
import type { Cli } from '../cli.ts';
import { compare, type Compared } from '../compared/compared.ts';
import { findEpisode } from '../compared/find-episode.ts';
import { paintFor } from '../paint.ts';
import { priceOf } from '../views/money.ts';
import { relativeTo } from '../views/paths.ts';
import { shownTime } from '../views/times.ts';
import { beside, type Row } from './beside.ts';
import { differing } from './differing.ts';
import { wordsOf } from './list.ts';
import type { TakesOptions } from './options.ts';
import { seeThatShotIs, takesOfShot, type NumberedTake } from './shot-takes.ts';

export async function compareTakes(
  cli: Cli,
  shot: string,
  options: TakesOptions,
): Promise<ExitCode> {
  const episode = await findEpisode(cli, options.script, shot);
  if (!episode) return exitCodes.scriptErrors;
  const compared = await compare(cli, episode, options);
  seeThatShotIs(compared, shot);
  const takes = takesOfShot(compared, shot);
  const rows = [...factRows(takes, compared), ...(await fieldRows(takes, compared))];
  const { bold } = paintFor(cli, cli.stdout);
  const lines = [
    bold(takes.length === 0 ? `${shot}: nothing is made of it yet` : shot),
    ...beside(rows, cli.stdout.columns),
    ...(await clipLines(takes, cli, compared)),
  ];
  cli.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.done;
}

function factRows(takes: readonly NumberedTake[], { money }: Compared): readonly Row[] {
  const row = (name: string, value: (take: NumberedTake) => string): Row => [
    name,
    ...takes.map(value),
  ];
  return [
    row('take', ({ number }) => String(number)),
    row('made', ({ attempt }) => shownTime(attempt.at)),
    row('stands', wordsOf),
    row('price', ({ attempt }) => priceOf(attempt.cost ?? attempt.intent.reserved.cost, money)),
    row('seconds', ({ attempt }) => attempt.seconds?.toFixed(1) ?? '–'),
    row('seed', ({ attempt }) => seedOf(attempt.seed)),
    row('bytes', ({ attempt }) => `${(attempt.clip.bytes / 1e6).toFixed(1)} MB`),
    row('task', ({ attempt }) => attempt.id),
  ];
}

/** The service writes -1 for one that it has drawn itself. */
function seedOf(seed: number | undefined): string {
  if (seed === undefined) return '–';
  return seed === -1 ? 'any' : String(seed);
}

/** The fields in which they differ, cut down to what differs. */
async function fieldRows(
  takes: readonly NumberedTake[],
  { store }: Compared,
): Promise<readonly Row[]> {
  const recipes = await Promise.all(
    takes.map(({ attempt }) => store.recipe(attempt.intent.recipe)),
  );
  const names = new Set(recipes.flatMap((recipe) => recipe?.fields.map(({ name }) => name) ?? []));
  return [...names].flatMap((name): Row[] => {
    const values = recipes.map((recipe) => valueOf(recipe, name));
    return new Set(values).size > 1 ? [[name, ...differing(values)]] : [];
  });
}

function valueOf(recipe: Recipe | undefined, name: string): string {
  if (!recipe) return '(not written down)';
  const values = recipe.fields.filter((field) => field.name === name).map(({ value }) => value);
  return values.length > 0 ? values.join(' / ') : '–';
}

async function clipLines(
  takes: readonly NumberedTake[],
  cli: Cli,
  { store }: Compared,
): Promise<readonly string[]> {
  const paths = await Promise.all(takes.map(({ attempt }) => store.pathOf(attempt.clip)));
  return paths.flatMap((path, index) =>
    path === undefined ? [] : [`  ${takes[index]?.number ?? ''}: ${relativeTo(cli.cwd)(path)}`],
  );
}
