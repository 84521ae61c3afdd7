/**
 * 严格编辑视频1，…，其余不变: what changes, and that nothing else does. One clause takes the closing
 * words to itself; several sentences are followed by them.
 */
import type { PromptContext } from '../context.ts';
import { bodySentences } from '../lines.ts';
import { clause, endsLoudly, uncapitalised } from '../sentence.ts';

export function editIdiom(context: PromptContext): readonly string[] {
  const { wording, numbers, shot } = context;
  const head = wording.edit(wording.items('video', numbers.relationVideos));
  const sentences = bodySentences(shot.body, context);
  const lines = sentences.filter(({ kind }) => kind === 'line');
  const [only] = lines;
  if (lines.length === 1 && only && isOneClause(only.text)) {
    return sentences.map(({ kind, text }) =>
      kind === 'line' ? head + uncapitalised(clause(text)) + wording.restUnchanged.clause : text,
    );
  }
  const [first, ...rest] = sentences;
  if (!first) return [head.replace(openEnd, '')];
  return [
    head + uncapitalised(first.text),
    ...rest.map(({ text }) => text),
    wording.restUnchanged.sentence,
  ];
}

function isOneClause(text: string): boolean {
  const bare = clause(text);
  return !endsLoudly(bare) && !innerStop.test(bare);
}

const innerStop = /[。！？“”"]|[.!?]\s/;
const openEnd = /[，：:]\s*$/;
