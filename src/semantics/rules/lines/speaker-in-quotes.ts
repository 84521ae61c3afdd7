/** `“林夏”：…`, where @lin is declared: quoted, a name is only a name, without its picture and its voice. */
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { speakerNamed } from './dialogue-without-at.ts';
import { mentionOf } from './mention-of.ts';

export const speakerInQuotes: LineRule = {
  name: 'speaker-in-quotes',
  check(line, { file, declarations }) {
    if (line.kind !== 'dialogue') return undefined;
    for (const speaker of line.speakers) {
      if (speaker.kind !== 'quoted') continue;
      const name = speakerNamed(speaker.text, declarations);
      if (name === undefined) continue;
      const { span } = speaker;
      const mention = mentionOf(name);
      return registry.make(
        'speaker-in-quotes',
        { source: file.source, span },
        { label: speaker.text, mention },
        { fixes: [{ title: `Write ${mention}`, edits: [{ span, text: mention }] }] },
      );
    }
    return undefined;
  },
};
