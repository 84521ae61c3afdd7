/**
 * How shots are put into words: each file of `prompts/` is a script, and beside it stands what came
 * of every shot, its own lines above its prompt. Read them aloud before accepting a change.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Plan, PlanTask } from '../../src/plan/plan.ts';
import { itemsOf, planOf, textOf } from './support/compiled.ts';

const folder = new URL('prompts/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.scene'))
  .map((name) => name.replace('.scene', ''));

test.each(names)('%s', async (name) => {
  const script = readFileSync(new URL(`${name}.scene`, folder), 'utf8');
  const plan = await planOf(script);
  await expect(show(script, plan)).toMatchFileSnapshot(
    new URL(`${name}.prompts.txt`, folder).pathname,
  );
});

function show(script: string, { tasks }: Plan): string {
  const lines = script.split('\n');
  return tasks.map((task) => showTask(task, linesOf(task, lines))).join('\n');
}

function showTask(task: PlanTask, source: readonly string[]): string {
  return [
    `${task.id}${source.map((line) => `\n    ${line}`).join('')}`,
    `  ${textOf(task) || '(no text)'}`,
    ...itemsOf(task).map((item) => `  · ${item}`),
    '',
  ].join('\n');
}

/** The header of the task's shot and the lines under it. */
function linesOf({ source }: PlanTask, lines: readonly string[]): string[] {
  const [header = '', ...rest] = lines.slice(source.line - 1);
  const end = rest.findIndex((line) => line.trim() === '' || !line.startsWith('    '));
  return [header, ...rest.slice(0, end === -1 ? undefined : end)].map((line) => line.trim());
}
