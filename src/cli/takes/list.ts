/** `scene takes list`: every take of every shot, and which is the one. */
import { exitCodes } from '../../failure.ts';
import type { ExitCode } from '../../failure.ts';
import { wrongLengthOf, wrongLengthWords } from '../../render/clip-length.ts';
import { shotOf } from '../../store/takes.ts';
import type { Cli } from '../cli.ts';
import { compare, type Compared } from '../compared/compared.ts';
import { findEpisode } from '../compared/find-episode.ts';
import { paintFor } from '../paint.ts';
import { priceOf } from '../views/money.ts';
import { padStart } from '../views/columns.ts';
import { shownTime } from '../views/times.ts';
import { hanging } from '../views/wrap.ts';
import type { TakesOptions } from './options.ts';
import { seeThatShotIs, takesOfShot, type NumberedTake } from './shot-takes.ts';
import { toJson } from '../views/json.ts';

export async function listTakes(
  cli: Cli,
  shots: readonly string[],
  options: TakesOptions,
): Promise<ExitCode> {
  const episode = await findEpisode(cli, options.script, shots[0]);
  if (!episode) return exitCodes.scriptErrors;
  const compared = await compare(cli, episode, options);
  for (const shot of shots) seeThatShotIs(compared, shot);
  const listed = shots.length > 0 ? shots : shotsOf(compared);
  const takes = new Map(listed.map((shot) => [shot, takesOfShot(compared, shot)]));
  cli.stdout.write(
    options.format === 'json' ? await takesJson(takes, compared) : human(takes, cli, compared),
  );
  return exitCodes.done;
}

function shotsOf({ plan }: Compared): readonly string[] {
  return [...new Set(plan.tasks.map(({ id }) => shotOf(id)))];
}

type Takes = ReadonlyMap<string, readonly NumberedTake[]>;

function human(takes: Takes, cli: Cli, { money, plan }: Compared): string {
  const paint = paintFor(cli, cli.stdout);
  const lines = [...takes].flatMap(([shot, all]) => {
    if (all.length === 0) return takes.size === 1 ? [`${shot}: nothing is made of it yet`] : [];
    return [
      paint.bold(shot),
      ...all.flatMap((take) => {
        const { attempt, number } = take;
        const cells = [
          `${take.accepted ? '●' : ' '} ${padStart(String(number), 2)}`,
          shownTime(attempt.at),
          padStart(priceOf(attempt.cost ?? attempt.intent.reserved.cost, money), 10),
        ];
        const lines = hanging(`  ${cells.join('  ')}`, wordsOf(take), cli.stdout.columns - 1);
        return take.accepted ? lines : lines.map(paint.dim);
      }),
    ];
  });
  const whole = lines.length > 0 ? lines : [`Nothing is made of ${plan.episode.id} yet.`];
  return `${whole.join('\n')}\n`;
}

export function wordsOf({ accepted, state, newer, attempt }: NumberedTake): string {
  const states = {
    kept: 'as the script is',
    changed: 'the script has changed since',
    stale: `stale: ${newer.join(', ')} is newer`,
    reworded: 'worded anew since',
    lost: 'its clip is gone',
  };
  const wrong = wrongLengthOf(attempt);
  return [
    ...(accepted ? [accepted] : []),
    ...(wrong ? [wrongLengthWords(wrong)] : []),
    states[state],
  ].join(', ');
}

async function takesJson(takes: Takes, { store }: Compared): Promise<string> {
  const shots = await Promise.all(
    [...takes].map(async ([shot, all]) => ({
      shot,
      takes: await Promise.all(
        all.map(async ({ number, attempt, state, accepted }) => ({
          number,
          accepted,
          state,
          task: attempt.intent.task,
          id: attempt.id,
          kept: attempt.at,
          seed: attempt.seed ?? null,
          tokens: attempt.tokens ?? null,
          cost: attempt.cost ?? attempt.intent.reserved.cost,
          seconds: attempt.seconds ?? null,
          secondsAsked: attempt.intent.seconds ?? null,
          sha256: attempt.clip.sha256,
          clip: (await store.pathOf(attempt.clip)) ?? null,
        })),
      ),
    })),
  );
  return `${toJson({ formatVersion: '1.0', shots })}\n`;
}
