/**
 * 视频1，…，接视频2，…，接视频3: the first line of action leads from the first clip to the second,
 * the next from the second to the third; everything else follows after the last clip.
 */
import type { BodyLine, InnerShot } from '../../../semantics/program.ts';
import type { PromptContext } from '../context.ts';
import { bodySentences, lineSentences } from '../lines.ts';

export function joinIdiom(context: PromptContext): readonly string[] {
  const { wording, numbers, shot } = context;
  const clips = numbers.relationVideos.map((number) => wording.items('video', [number]));
  const between = actionsOf(shot.body).slice(0, clips.length - 1);
  const passages = between.map((line) => lineSentences(line, context));
  const actions = passages.map((passage) => passage.find(({ kind }) => kind === 'line')?.text);
  const introductions = passages.flat().filter(({ kind }) => kind === 'introduction');
  return [
    wording.join(clips, actions),
    ...introductions.map(({ text }) => text),
    ...bodySentences(without(shot.body, new Set(between)), context).map(({ text }) => text),
  ];
}

function actionsOf(body: readonly InnerShot[]): BodyLine[] {
  return body.flatMap(({ lines }) => lines.filter((line) => line.kind === 'action'));
}

function without(body: readonly InnerShot[], used: ReadonlySet<BodyLine>): InnerShot[] {
  return body.map((inner) => ({ ...inner, lines: inner.lines.filter((line) => !used.has(line)) }));
}
