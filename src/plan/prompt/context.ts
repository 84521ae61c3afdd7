/** What the writers of one shot's prompt share, and what may be said only once in it. */
import type { Asset, AssetUse, Shot } from '../../semantics/program.ts';
import type { Place } from '../../source/diagnostic.ts';
import { Namer } from './namer.ts';
import { Numbers } from './numbers.ts';
import { wordings, type PromptLanguage, type Wording } from './wording.ts';

/** What a line of the script became, with its place. */
export interface WrittenLine {
  readonly text: string;
  readonly place: Place;
}

export class PromptContext {
  readonly shot: Shot;
  readonly language: PromptLanguage;
  readonly wording: Wording;
  readonly numbers: Numbers;
  readonly namer: Namer;
  /** The lines written so far, so that a fault in the text is found again in the script. */
  readonly written: WrittenLine[] = [];
  #timeOfDay: string | undefined;
  readonly #voiced: (Asset | string)[] = [];

  constructor(shot: Shot) {
    this.shot = shot;
    this.language = shot.language;
    this.wording = wordings[shot.language];
    this.numbers = new Numbers(shot);
    this.namer = new Namer(shot, this.wording, this.numbers);
    this.#timeOfDay = shot.setting.timeOfDay;
  }

  /** The heading's time of day, once: whoever speaks of light first takes it. */
  takeTimeOfDay(): string | undefined {
    const time = this.#timeOfDay;
    this.#timeOfDay = undefined;
    return time === undefined ? undefined : this.wording.timeOfDay(time);
  }

  /** The number of the audio with this speaker's voice, once: at their first line. */
  takeVoice(speaker: AssetUse | string): number | undefined {
    const key = typeof speaker === 'string' ? speaker : speaker.asset;
    if (this.#voiced.includes(key)) return undefined;
    this.#voiced.push(key);
    return this.numbers.voiceOf(speaker);
  }
}
