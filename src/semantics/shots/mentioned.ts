/** Whom and what a shot's lines name, so that a picture of it may be sent. */
import type { Mention } from '../names/lookup.ts';
import type { Settings } from '../settings/settings.ts';
import type { ShotBody } from './body.ts';
import { deliveryOfLine } from './delivery.ts';

/** Every mention that may picture something, in the order of the lines. */
export function pictured({ inner, prompt }: ShotBody, language: 'zh' | 'en'): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const { cut, lines } of inner) {
    if (cut) addMentions(mentions, cut);
    for (const line of lines) {
      if (line.kind !== 'dialogue') {
        if (line.kind !== 'music') addMentions(mentions, line.words);
      } else if (deliveryOfLine(line, language).delivery !== 'out-of-frame') {
        addMentions(mentions, line.speakers);
      }
    }
  }
  if (prompt) addMentions(mentions, prompt);
  return mentions;
}

function addMentions(mentions: Mention[], parts: readonly (string | Mention)[]): void {
  for (const part of parts) if (typeof part !== 'string') mentions.push(part);
}

/** Those of the inherited lines, which come before the shot's own. */
export function mentionsAround(lines: Settings['lines']): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const { words } of lines) addMentions(mentions, words);
  return mentions;
}
