/** One shot as its tasks: `x`, and with several takes `x#2`, `x#3`. */
import type { Shot, SpokenLine } from '../semantics/program.ts';
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
    dependsOn: dependenciesOf(shot),
    request: requestOf(shot, text),
    estimate: estimateOf(shot, shots),
    dialogue: shot.dialogue.map((spoken) => dialogueOf(spoken, shot.language)),
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

/** The shots whose clip or last frame the request carries, each once, the relation's first. */
function dependenciesOf(shot: Shot): string[] {
  const ids = new Set<string>();
  for (const source of shot.relation?.of ?? []) if (source.kind === 'shot') ids.add(source.id);
  for (const { source } of shot.images) if ('lastFrameOf' in source) ids.add(source.lastFrameOf);
  for (const { source } of shot.videos) if ('clipOf' in source) ids.add(source.clipOf);
  return [...ids];
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
