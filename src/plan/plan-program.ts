/**
 * From a checked program to a plan: each shot's prompt and request, the cut, the film, the money.
 * Pure: the same program gives the same plan.
 */
import { sumEstimates } from '../seedance/price.ts';
import type { Program, Shot } from '../semantics/program.ts';
import { hasErrors, type Diagnostic } from '../source/diagnostic.ts';
import { checkEmptyShot } from './checks/empty-shot.ts';
import { checkLongPrompt } from './checks/long-prompt.ts';
import { checkServiceAgainstField } from './checks/service-against-field.ts';
import { checkServiceParameter } from './checks/service-parameter.ts';
import { cutItemOf, episodeOf, filmOf, sceneOf } from './film.ts';
import { planFormatVersion, type Plan } from './plan.ts';
import { writePrompt, type Prompt } from './prompt/write-prompt.ts';
import { tasksOf } from './tasks.ts';

export interface Planned {
  /** Absent where a diagnostic is an error. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is looked for in a shot's final text, wherever the words came from. */
const checks: readonly ((shot: Shot, prompt: Prompt) => readonly Diagnostic[])[] = [
  checkEmptyShot,
  checkServiceParameter,
  checkServiceAgainstField,
  checkLongPrompt,
];

export function planProgram(program: Program): Planned {
  const diagnostics: Diagnostic[] = [];
  const texts = program.shots.map((shot) => {
    const prompt = writePrompt(shot);
    for (const check of checks) diagnostics.push(...check(shot, prompt));
    return prompt.text;
  });
  if (hasErrors(diagnostics)) return { diagnostics };

  const shots = new Map(program.shots.map((shot) => [shot.id, shot]));
  const tasks = program.shots.flatMap((shot, index) => tasksOf(shot, texts[index] ?? '', shots));
  const plan: Plan = {
    formatVersion: planFormatVersion,
    episode: episodeOf(program),
    film: filmOf(program),
    scenes: program.scenes.map(sceneOf),
    tasks,
    cut: program.cut.map((item) => cutItemOf(item, shots)),
    estimate: sumEstimates(tasks.map(({ estimate }) => estimate)),
  };
  return { plan, diagnostics };
}
