/**
 * A line that its writer means as speech and that is read as action: marks between the speaker and
 * the colon that do not pair or are too many, a verb of speech in place of the colon, or no colon at all.
 */
import type { LineContext, LineRule } from '../../rule.ts';
import { mentionFirst } from '../../names/mentions.ts';
import { registry } from '../diagnostics.ts';
import { placeIn, proseOf } from './words-of.ts';

export const dialogueNotRead: LineRule = {
  name: 'dialogue-not-read',
  check(line, context) {
    if (line.kind !== 'action') return undefined;
    const words = proseOf(line);
    if (!words) return undefined;
    // A speaker and a colon stand on one line.
    const text = words.text.slice(0, words.pieces[1]?.at);
    const end = endOfSpeaker(text, context);
    if (end !== undefined) {
      return registry.make('dialogue-not-read', placeIn(words, 0, end, context), {});
    }
    const within = speechBehindAction(text, context);
    if (!within) return undefined;
    const place = placeIn(words, within.start, within.end, context);
    const hint = 'Speech has a line of its own: begin a new line here.';
    return registry.make('dialogue-not-read', place, {}, { hint });
  },
};

/** What opens a speaker's name, and the most that stands before a colon. */
const opening = /^(?:[@＠“"「]|[^，。！？；,.!?;：:\s]{1,8}[”」)）])/u;
const upToColon = /^[^，。！？；,!?;：:\n]{1,40}?[：:](?![/\\0-9])/u;
const marks = /[（）()“”"「」]/u;
const pairs = /（[^（）()]*）|\([^（）()]*\)|“[^“”]*”|"[^"]*"|「[^「」]*」/gu;
const verbOfSpeech =
  /(?:[说道问喊叫答骂吼嚷念想]|低语|开口|(?<![\p{L}])(?:says|said|asks|asked|shouts|whispers|replies|answers|thinks|yells|mutters|cries))[ \t]*$/u;

/** Where what looks like a speaker ends; undefined where nothing does. */
function endOfSpeaker(text: string, context: LineContext): number | undefined {
  const afterManner = mannerAlone.exec(text)?.[0].length;
  if (afterManner !== undefined) return afterManner;
  if (!opening.test(text)) return undefined;
  const head = upToColon.exec(text)?.[0];
  if (head !== undefined) {
    const isSpeech =
      marks.test(head.replace(pairs, '')) || isSpokenBy(speakerAt(text, context), head);
    return isSpeech ? head.length : undefined;
  }
  const speaker = speakerAt(text, context);
  if (!speaker) return undefined;
  if (speaker.isNarrator) return speaker.end;
  const rest = text.slice(speaker.end);
  const manner = mannerFirst.exec(rest);
  return manner && addressed.test(rest.slice(manner[0].length))
    ? speaker.end + manner[0].length
    : undefined;
}

/** A verb of speech before the colon, or nothing but manners: `@lin（低声）（哭）：好`. */
function isSpokenBy(speaker: Speaker | undefined, head: string): boolean {
  if (!speaker) return false;
  const between = head.slice(speaker.end, -1).replace(pairs, '');
  return between.trim() === '' || verbOfSpeech.test(head.slice(0, -1));
}

/** `(gruff): @ben Last one tonight.` */
const mannerAlone = /^[（(][^（）()]{1,12}[）)][ \t]*[：:](?=[ \t]*[@＠"“「])/u;
const mannerFirst = /^[ \t]*[（(][^（）()]{1,12}[）)]/u;
/** Somebody is spoken to, or asked: scripts tell what is done in the third person. */
const addressed = /[我你您咱]|[？?]\s*$|(?<![\p{L}])(?:I|[Yy]ou|[Mm]e|[Mm]y|[Yy]our)(?![\p{L}])/u;

/** `@gu 抬头。@gu：放那儿吧。`: what is done and what is said on one line. */
function speechBehindAction(text: string, context: LineContext) {
  for (const { index, 0: stop } of text.matchAll(sentenceThenMention)) {
    const start = index + stop.length;
    const rest = text.slice(start);
    const speaker = speakerAt(rest, context);
    const colon = speaker && mannersThenColon.exec(rest.slice(speaker.end));
    if (speaker && colon) return { start, end: start + speaker.end + colon[0].length };
  }
  return undefined;
}

const sentenceThenMention = /[。！？；.!?;，,][ \t]*(?=[@＠])/gu;
const mannersThenColon = /^(?:[ \t]*(?:（[^（）()]*）|\([^（）()]*\)))*[ \t]*[：:]/u;

interface Speaker {
  readonly end: number;
  readonly isNarrator: boolean;
}

/** The character or narrator whose mention opens the line. */
function speakerAt(text: string, { declarations }: LineContext): Speaker | undefined {
  const first = mentionFirst(text, declarations);
  if (!first || first.unknown) return undefined;
  const kind = declarations.assets.get(first.name)?.asset.kind;
  if (kind !== 'character' && kind !== 'narrator') return undefined;
  return { end: first.end, isNarrator: kind === 'narrator' };
}
