/** `门开了。 # 待定`: a comment is a line of its own, so behind words it is sent with them. */
import { lineStarts } from '../../../language/words.ts';
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { placeIn, wordsOf } from './words-of.ts';

export const commentBehindWords: LineRule = {
  name: 'comment-behind-words',
  check(line, context) {
    if (line.kind === 'stray' || (line.kind === 'field' && line.key === 'note')) return undefined;
    if (line.kind === 'action' && line.forced) return undefined;
    const words = wordsOf(line);
    if (!words?.text.includes('#') && !words?.text.includes('＃')) return undefined;
    const starts = lineStarts(words);
    for (const [index, at] of starts.entries()) {
      const text = words.text.slice(at, starts[index + 1]).trimEnd();
      const found = comment.exec(text);
      if (!found) continue;
      const from = at + found.index + found[0].search(/[#＃]/);
      const place = placeIn(words, from, at + text.length, context);
      const { source, span } = place;
      const begin = source.text.lastIndexOf('\n', span.start - 1) + 1;
      const indent = /^[ \t]*/.exec(source.text.slice(begin, span.start))?.[0] ?? '';
      const before = source.text.slice(0, span.start).trimEnd().length;
      const moved = `${indent}${source.text.slice(span.start, span.end)}\n`;
      const edits = [
        { span: { start: begin, end: begin }, text: moved },
        { span: { start: before, end: span.end }, text: '' },
      ];
      const fixes = [{ title: 'Move the comment above this line', edits }];
      return registry.make('comment-behind-words', place, {}, { fixes });
    }
    return undefined;
  },
};

/** `# 5` behind words is a number as English writes one. */
const comment = /[ \t\u3000]+[#＃][ \t\u3000]+(?![0-9０-９]).*$/u;
