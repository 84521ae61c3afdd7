/** `scene takes reroll`: one more take of a shot, beside those that are there. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import type { Plan } from '../../plan/plan.ts';
import type { AcceptedTakes } from '../../store/accepted.ts';
import { numberOf, shotOf, taskOfTake } from '../../store/takes.ts';
import type { Cli } from '../cli.ts';
import { compare, type Compared } from '../compared/compared.ts';
import { findEpisode } from '../compared/find-episode.ts';
import { orderOf } from '../render/order.ts';
import { renderOrder } from '../render/render-command.ts';
import type { RerollOptions } from './options.ts';
import { seeThatShotIs } from './shot-takes.ts';

export async function rerollTake(
  cli: Cli,
  shot: string,
  options: RerollOptions,
): Promise<ExitCode> {
  const episode = await findEpisode(cli, options.script, shot);
  if (!episode) return exitCodes.scriptErrors;
  seeThatShotIs(episode, shot);
  const compared = await compare(cli, episode, options);
  const task = taskOfTake(shot, nextNumber(compared, shot));
  const plan = withTask(episode.plan, shot, task);
  const given = { ...options, format: options.format ?? ('human' as const), select: [task] };
  const order = orderOf(cli, { ...episode, plan }, given);
  const again = `scene takes reroll ${shot}`;
  const exitCode = await renderOrder(cli, order, given, again, {
    accepted: withoutChoice(compared.accepted, shot),
    film: 'none',
  });
  if (exitCode === exitCodes.done) {
    cli.stderr.write(
      `\`scene takes compare ${shot}\` shows it beside the others, \`scene takes pick ${shot} N\` chooses.\n`,
    );
  }
  return exitCode;
}

/** No number is used twice: a task's name is part of what its clip was paid for. */
function nextNumber({ store, plan }: Compared, shot: string): number {
  const tasks = [
    ...plan.tasks.map(({ id }) => id),
    ...store.attempts.map(({ intent }) => intent.task),
  ].filter((task) => shotOf(task) === shot);
  return Math.max(...tasks.map(numberOf)) + 1;
}

function withTask(plan: Plan, shot: string, id: string): Plan {
  const tasks = plan.tasks.flatMap((task) => (task.id === shot ? [task, { ...task, id }] : [task]));
  return { ...plan, tasks };
}

/** A shot that somebody has chosen a take of lacks nothing; here one more is asked for. */
function withoutChoice(accepted: AcceptedTakes, shot: string): AcceptedTakes {
  return new Map([...accepted].filter(([name]) => name !== shot));
}
