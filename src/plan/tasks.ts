/** One shot as its tasks: `x`, and with several takes `x#2`, `x#3`. */
import type { Shot, SpokenLine } from '../semantics/program.ts';
import { sourcesOf } from '../semantics/rules/program/chain.ts';
import { linesHeard } from './carried-words.ts';
import { estimateOf } from './estimates.ts';
import { meaningOf } from './meaning.ts';
import type { PlanDialogue, PlanTask } from './plan.ts';
import { requestOf } from './request.ts';

export function tasksOf(
  shot: Shot,
  text: string,
  shots: ReadonlyMap<string, Shot>,
): readonly PlanTask[] {
  const task: PlanTask = {
    id: shot.id,
    dependsOn: sourcesOf(shot),
    request: requestOf(shot, text),
    estimate: estimateOf(shot, shots),
    dialogue: linesHeard(shot, shots).map((spoken) => dialogueOf(spoken, shot.language)),
    inherited: shot.inherited,
    ...(Object.keys(shot.derived).length === 0 ? {} : { derived: shot.derived }),
    meaning: meaningOf(shot),
    source: { file: shot.file, line: shot.line },
  };
  const tasks = [task];
  for (let take = 2; take <= shot.takes; take += 1) {
    tasks.push({ ...task, id: `${shot.id}#${take}` });
  }
  return tasks;
}

function dialogueOf(
  { speakers, text, line }: SpokenLine,
  language: Shot['language'],
): PlanDialogue {
  const names = speakers.map((speaker) =>
    typeof speaker === 'string' ? speaker : speaker.asset.displayName,
  );
  return { speaker: names.join(language === 'zh' ? '、' : ', '), text, line };
}
