/**
 * Everything that a prompt says in the service's language and not in the writer's: one object a
 * language, the same keys in both, so that a phrase cannot be forgotten in one of them.
 * Phrases come without their closing stop; `sentence.ts` sets it.
 */
import type { MediumKind } from '../../media/facts.ts';
import { chinese } from './chinese.ts';
import { english } from './english.ts';

export type PromptLanguage = 'zh' | 'en';

/** A speaker as the sentence names them, and the number of the audio that carries their voice. */
export interface SpeakerPhrase {
  readonly name: string;
  /** Without what shows them. */
  readonly bareName: string;
  readonly voice?: string;
}

export interface SpeechPhrase {
  readonly speakers: readonly SpeakerPhrase[];
  readonly delivery: 'in-frame' | 'out-of-frame' | 'inner-voice';
  /** Only narrators speak: a voice-over, not somebody beside the frame. */
  readonly narrated: boolean;
  readonly manners: readonly string[];
  readonly words: string;
}

export interface Wording {
  /** 图片1、图片2 / Image 1 and Image 2 */
  items(type: MediumKind, numbers: readonly number[]): string;
  /** A name at its first mention, with what shows it. */
  shownIn(items: string, name: string): string;
  /** The same as a sentence of its own, where the name itself cannot carry it. */
  shows(items: string, count: number, name: string): string;
  /** The looks of somebody whom no image shows. */
  introduction(name: string, look: string): string;
  /** The parts of one description. */
  list(parts: readonly string[]): string;
  place(description: string): string;
  light(words: string): string;
  /** The heading's word for the time, as light. */
  timeOfDay(word: string): string;
  opening(items: string): string;
  /** `inRelation`: a prompt that edits or extends must not say that it refers to a video. */
  reference(phrase: ReferencePhrase): string;
  style(words: string): string;
  styleShownIn(items: string, name: string | undefined): string;
  sound(words: string): string;
  music(words: string): string;
  textInPicture(words: string): string;
  avoid(things: readonly string[]): string;
  innerShot(number: number): string;
  speech(phrase: SpeechPhrase): string;

  extend(clips: string): string;
  precede(clips: string): string;
  edit(clips: string): string;
  /** Follows the one clause of an edit, or stands alone after several sentences. */
  restUnchanged: { readonly clause: string; readonly sentence: string };
  join(clips: readonly string[], between: readonly (string | undefined)[]): string;
}

export interface ReferencePhrase {
  readonly items: string;
  readonly type: MediumKind;
  readonly purpose?: string;
  readonly inRelation: boolean;
}

export const wordings: Readonly<Record<PromptLanguage, Wording>> = { zh: chinese, en: english };
