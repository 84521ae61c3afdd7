import type { Answer, Question } from '../../render/reconcile.ts';
import type { Cli } from '../cli.ts';
import { paintFor } from '../paint.ts';
import type { Reconciled } from './reconcile.ts';

/** Candidates that are shown; they are in the order of nearness. */
const shownCandidates = 5;

const words: Readonly<Record<Answer['as'], string>> = {
  adopted: 'found at the service; the next render fetches it',
  discarded: 'was never accepted; nothing was bought',
  lost: 'given up as lost; it counts as spent',
  cancelled: 'cancelled; it is not billed',
  'not-cancelled': 'no longer queued, and cannot be cancelled; the next render fetches it',
};

/** What was settled and what is open, for people. */
export function reconcileLines({ answers, questions }: Reconciled, cli: Cli): readonly string[] {
  if (answers.length + questions.length === 0) return ['Nothing is open.'];
  const paint = paintFor(cli, cli.stdout);
  return [
    ...answers.map(({ attempt, as, id }) => {
      const { episode, task } = attempt.intent;
      return `${episode} ${task}${id === null ? '' : ` (${id})`}: ${words[as]}`;
    }),
    ...questions.flatMap((question) => [
      paint.red(questionLine(question)),
      ...question.candidates.slice(0, shownCandidates).map(candidateLine),
      ...(question.candidates.length > shownCandidates
        ? [`    and ${question.candidates.length - shownCandidates} more`]
        : []),
      ...nextLines(question).map((line) => `  ${paint.cyan('→')} ${line}`),
    ]),
  ];
}

/** The same for machines; see `docs/cli.md`. */
export function reconcileJson({ answers, questions }: Reconciled): object {
  return {
    settled: answers.map(({ attempt, as, id }) => ({
      tag: attempt.tag,
      episode: attempt.intent.episode,
      task: attempt.intent.task,
      as,
      id,
    })),
    ambiguous: questions.map(({ attempt, candidates }) => ({
      tag: attempt.tag,
      episode: attempt.intent.episode,
      task: attempt.intent.task,
      at: attempt.begunAt,
      model: attempt.intent.model,
      reserved: attempt.intent.reserved.cost,
      why: attempt.trouble?.message ?? null,
      candidates: candidates.map(({ id, status, model, createdAt }) => ({
        id,
        status,
        model: model ?? null,
        createdAt: createdAt?.toISOString() ?? null,
      })),
    })),
  };
}

function questionLine({ attempt }: Question): string {
  const { episode, task, model, reserved } = attempt.intent;
  const money = `${reserved.cost.CNY} CNY or ${reserved.cost.USD} USD`;
  return `${episode} ${task}: sent ${attempt.begunAt} to ${model}, ${money} if it was accepted (${attempt.tag})`;
}

function candidateLine({ id, status, createdAt }: Question['candidates'][number]): string {
  return `    it may be ${id}, ${status}, made ${createdAt?.toISOString() ?? 'at a time that is not told'}`;
}

function nextLines(question: Question): readonly string[] {
  const { attempt, candidates, provesAbsence, ofThisAccount } = question;
  const [nearest] = candidates;
  const { tag } = attempt;
  if (nearest) {
    return [
      `if it is that one: scene reconcile --adopt ${tag}=${nearest.id}`,
      `if it is none of them: scene reconcile --discard ${tag}`,
    ];
  }
  if (!ofThisAccount) {
    return [
      'it was sent with another key, and the list of this one says nothing of it: run this with that key',
      `if it was never billed there: scene reconcile --discard ${tag}`,
    ];
  }
  return provesAbsence
    ? ['the list shows none that it could be: scene reconcile --yes']
    : [
        `the list no longer reaches back so far; if it was never billed: scene reconcile --discard ${tag}`,
      ];
}
