/** SubRip and WebVTT as they come back from whoever translated them. */
import { parseText, tokenizeVTTCue, type VTTCue, type VTTNode } from 'media-captions';
import { Failure } from '../failure.ts';

export type SubtitleFormat = 'srt' | 'vtt';

export interface WrittenCue {
  /** Of the file, where it says when it stands. */
  readonly line: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Without formatting, lines parted by LF. */
  readonly text: string;
}

/**
 * The cues of a file's text, as they stand in it. Throws Failure `configuration` with the line of what
 * cannot be read: a block without a time, a time that is none, a cue that ends before it begins or that
 * begins before the one above ends.
 */
export async function readSubtitles(
  text: string,
  file: string,
  format: SubtitleFormat,
): Promise<readonly WrittenCue[]> {
  const blocks = blocksOf(text);
  if (format === 'vtt' && !/^WEBVTT(?:[ \t\n]|$)/.test(text))
    throw wrong(file, 1, 'a WebVTT file begins with “WEBVTT”');
  const cues: WrittenCue[] = [];
  for (const block of blocks) {
    if (format === 'vtt' && /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/.test(block.text)) continue;
    const cue = await readCue(block, file, format);
    const before = cues.at(-1);
    if (before && cue.fromSeconds < before.toSeconds)
      throw wrong(file, cue.line, `this subtitle begins before that of line ${before.line} ends`);
    cues.push(cue);
  }
  if (cues.length === 0) throw wrong(file, 1, 'there is no subtitle in this file');
  return cues;
}

interface Block {
  readonly line: number;
  readonly text: string;
}

/** What stands between blank lines. */
function blocksOf(text: string): readonly Block[] {
  const blocks: { line: number; text: string }[] = [];
  let open: { line: number; text: string } | undefined;
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') open = undefined;
    else if (open) open.text += `\n${line}`;
    else blocks.push((open = { line: index + 1, text: line }));
  });
  return blocks;
}

/** Each block is read alone: the reader passes over what it does not understand, and no line may be lost. */
async function readCue(block: Block, file: string, format: SubtitleFormat): Promise<WrittenCue> {
  const lines = block.text.split('\n');
  const timesAt = lines.findIndex((line) => line.includes('-->'));
  if (timesAt === -1 || timesAt > 1)
    throw wrong(file, block.line, 'there is no time here such as 00:00:01,000 --> 00:00:02,500');
  const line = block.line + timesAt;
  const second = lines.findIndex((words, index) => index > timesAt && words.includes('-->'));
  if (second !== -1)
    throw wrong(file, block.line + second, 'there is no blank line before this subtitle');
  const { cues } = await parseText(format === 'vtt' ? `WEBVTT\n\n${block.text}` : block.text, {
    type: format,
  });
  const [cue] = cues;
  if (!cue) throw wrong(file, line, 'these are no times, or the second is not after the first');
  const text = plainText(cue, format).trim();
  return { line, fromSeconds: cue.startTime, toSeconds: cue.endTime, text };
}

/** Formatting says how words look and is no word. */
function plainText(cue: VTTCue, format: SubtitleFormat): string {
  return format === 'vtt'
    ? tokenizeVTTCue(cue).map(textOf).join('')
    : cue.text.replace(/<\/?(?:b|i|u|s|font)(?:\s[^>]*)?>|\{\\[^}]*\}/gi, '');
}

function textOf(node: VTTNode): string {
  return node.type === 'text' ? node.data : node.children.map(textOf).join('');
}

function wrong(file: string, line: number, what: string): Failure {
  return new Failure('configuration', `${file}:${line}: ${what}.`, {
    hint: 'Files of subtitles are those of `scene export FILE --to srt` or `--to vtt`, translated.',
  });
}
