/** What every other rule has left over: a line that this block cannot hold gets its one message. */
import { languageDiagnostics } from '../../../language/diagnostics.ts';
import { blockKeywords, type BlockKeyword } from '../../../language/keywords.ts';
import { blockByWord, fieldByWord, foldKeyword } from '../../../language/lookup.ts';
import type { StrayLine } from '../../../language/syntax.ts';
import type { BlockKind, LineContext, LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { readGlued, type HeaderLine } from './header-line.ts';
import { labelOf } from './label.ts';
import { slipsBetween } from './near-names.ts';
import { placeIn } from './words-of.ts';

export const strayLine: LineRule = {
  name: 'stray-line',
  check(line, context) {
    if (line.kind !== 'stray') return undefined;
    const { words } = line;
    const { block } = context;
    const label = labelOf(words);
    const field = label && fieldByWord.get(foldKeyword(label.text));
    const whole = placeIn(words, 0, words.text.length, context);
    if (field !== undefined) {
      const hint =
        'Settings stand in a series, an episode, a scene or a shot, indented below its header.';
      return languageDiagnostics.make(
        'misplaced-line',
        whole,
        { what: `The field “${field}”` },
        { hint },
      );
    }
    const glued = readGlued(words.text.slice(0, words.pieces[1]?.at).trimEnd());
    if (glued && byBlock[block]?.includes(glued.keyword)) return parted(line, glued, context);
    const word = firstWord.exec(words.text)?.[0];
    const near = word === undefined ? undefined : nearKeyword(word, block);
    if (word !== undefined && near !== undefined) {
      const place = placeIn(words, 0, word.length, context);
      return registry.make(
        'unknown-keyword',
        place,
        { word, near },
        { fixes: [{ title: `Write ${near}`, edits: [{ span: place.span, text: near }] }] },
      );
    }
    return languageDiagnostics.make(
      'misplaced-line',
      whole,
      { what: whatIs(words.text) },
      { hint: hints[block] ?? fieldsAlone },
    );
  },
};

/** A keyword to which what follows it sticks: `镜头2 5秒`. */
function parted({ words }: StrayLine, { keywordEnd }: HeaderLine, context: LineContext) {
  const rest = words.text.slice(keywordEnd).search(/[ \t\u3000"“「@＠]|$/u);
  const place = placeIn(words, 0, keywordEnd + rest, context);
  const word = words.text.slice(0, keywordEnd + rest);
  const near = `${word.slice(0, keywordEnd)} ${word.slice(keywordEnd)}`;
  const at = place.span.start + keywordEnd;
  const fixes = [{ title: `Write ${near}`, edits: [{ span: { start: at, end: at }, text: ' ' }] }];
  return registry.make('unknown-keyword', place, { word, near }, { fixes });
}

const firstWord = /^(?:[A-Za-z]+|[\u4e00-\u9fff]{1,3}(?=[ \t"“@＠]))/;
const spoken = /^[@＠"“「].*[:：]/;

function whatIs(text: string): string {
  if (spoken.test(text)) return 'A spoken line';
  const word = wholeWord.exec(text)?.[0];
  return word !== undefined && blockByWord.has(word) ? `A line “${word} …”` : 'A line of prose';
}

const wholeWord = /^(?:[a-z]+|[\u4e00-\u9fff]{1,3})(?=[ \t\u3000"“「@＠]|$)/u;

const hints: Readonly<Partial<Record<BlockKind, string>>> = {
  file: 'A file holds import, character, narrator, place, prop, style, video, audio, series, episode and scene. A remark for people begins with “# ”.',
  scene:
    'Action and speech stand in a shot, indented below a line like “shot arrive 5s”. A remark for people is “note: …”.',
};
const fieldsAlone =
  'Only fields can stand here, each “name: value”. A remark for people is “note: …”.';

const byBlock: Readonly<Partial<Record<BlockKind, readonly BlockKeyword[]>>> = {
  file: [
    ...(['format', 'import', 'series', 'episode', 'character', 'narrator', 'place'] as const),
    ...(['prop', 'style', 'video', 'audio', 'scene'] as const),
  ],
  scene: ['shot', 'title', 'transition', 'clip', 'still', 'black'],
  character: ['variant'],
  place: ['variant'],
  prop: ['variant'],
  style: ['variant'],
};

function nearKeyword(word: string, block: BlockKind): string | undefined {
  const allowed = Math.max(1, Math.floor(word.length / 3));
  const folded = word.toLowerCase();
  for (const keyword of byBlock[block] ?? []) {
    for (const candidate of [keyword, ...blockKeywords[keyword]]) {
      if (candidate.length < 2 || candidate === folded) continue;
      if (slipsBetween(folded, candidate) <= allowed) return candidate;
    }
  }
  return undefined;
}
