/** How a line is spoken, from its manners: a part that equals one of these words decides and is not sent. */
import type { SpokenLine } from '../program.ts';
import type { DialogueBody } from './body.ts';

export interface Delivered {
  readonly delivery: SpokenLine['delivery'];
  /** The manners that remain as words. */
  readonly manners: readonly string[];
}

const outOfFrame = new Set(['画外音', '旁白', '画外', 'v.o.', 'v.o', 'vo', 'o.s.', 'o.s']);
const innerVoice = new Set(['心声', '内心独白', '内心', '内心os']);
/** An inner voice (overlapping sound) to Chinese writers, off screen to English ones. */
const dependsOnLanguage = 'os';

const blanks = /\s+/g;

/** An inner voice outweighs out of frame. Full width and case do not matter. */
function deliveryOf(
  manners: readonly { readonly text: string }[],
  language: 'zh' | 'en',
): Delivered {
  if (manners.length === 0) return plainly;
  const remaining: string[] = [];
  let delivery: SpokenLine['delivery'] = 'in-frame';
  for (const { text } of manners) {
    const word = text.normalize('NFKC').replace(blanks, '').toLowerCase();
    const inner = innerVoice.has(word) || (word === dependsOnLanguage && language === 'zh');
    const outside = outOfFrame.has(word) || (word === dependsOnLanguage && language === 'en');
    if (inner) delivery = 'inner-voice';
    else if (outside && delivery !== 'inner-voice') delivery = 'out-of-frame';
    if (!inner && !outside && word !== '') remaining.push(text);
  }
  return { delivery, manners: remaining };
}

const plainly: Delivered = { delivery: 'in-frame', manners: [] };

/** A line as the body has it: a narrator is never in frame. */
export function deliveryOfLine(line: DialogueBody, language: 'zh' | 'en'): Delivered {
  const found = deliveryOf(line.manners, language);
  const told = line.speakers.every(
    (speaker) => typeof speaker !== 'string' && speaker.asset.kind === 'narrator',
  );
  return told ? { ...found, delivery: 'out-of-frame' } : found;
}
