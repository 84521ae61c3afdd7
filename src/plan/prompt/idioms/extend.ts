/** 向后延长视频1，… and 向前延长视频1，…: the first sentence says what follows, or leads in. */
import type { PromptContext } from '../context.ts';
import { bodySentences } from '../lines.ts';
import { uncapitalised } from '../sentence.ts';

export function extendIdiom(context: PromptContext): readonly string[] {
  return headed(context.wording.extend(clips(context)), context);
}

export function precedeIdiom(context: PromptContext): readonly string[] {
  return headed(context.wording.precede(clips(context)), context);
}

function clips({ wording, numbers }: PromptContext): string {
  return wording.items('video', numbers.relationVideos);
}

function headed(head: string, context: PromptContext): string[] {
  const [first, ...rest] = bodySentences(context.shot.body, context);
  if (!first) return [head.replace(openEnd, '')];
  return [head + uncapitalised(first.text), ...rest.map(({ text }) => text)];
}

const openEnd = /[，：:]\s*$/;
