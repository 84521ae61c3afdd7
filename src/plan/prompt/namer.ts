/**
 * Puts mentions into words, in the order in which the prompt is written: the first mention of an
 * asset carries the numbers of what shows it, the later ones are its name alone.
 */
import type { Asset, AssetUse, ResolvedWords, Shot } from '../../semantics/program.ts';
import { chineseSeam } from './chinese-seam.ts';
import { lookSent } from './looks.ts';
import type { Numbers } from './numbers.ts';
import { plainWords } from './plain-words.ts';
import { clause } from './sentence.ts';
import type { PromptLanguage, Wording } from './wording.ts';

/** Where a first mention puts its numbers: beside the name, or in a sentence apart. */
type Bareness = 'inline' | 'apart';

export class Namer {
  readonly #language: PromptLanguage;
  readonly #wording: Wording;
  readonly #numbers: Numbers;
  readonly #onClip: boolean;
  readonly #onFrame: boolean;
  /** Few, so a list. */
  readonly #named: Asset[] = [];
  #introductions: string[] = [];

  constructor(shot: Shot, wording: Wording, numbers: Numbers) {
    this.#language = shot.language;
    this.#wording = wording;
    this.#numbers = numbers;
    this.#onClip = worksOnClip(shot);
    this.#onFrame = shot.mode === 'frame';
  }

  /** Prose with its mentions named, in the notation of plain prose. */
  words(words: ResolvedWords): string {
    return this.#write(words, 'inline');
  }

  /** The same where the words are shown or heard as they stand: names stay bare. */
  literal(words: ResolvedWords): string {
    return this.#write(words, 'apart');
  }

  /** One mention, at its first with its images. */
  name(use: AssetUse): string {
    return this.#stand(use, 'inline');
  }

  /** The name of somebody who is heard and not seen. */
  heard(use: AssetUse): string {
    // Of a narrator the looks are those of the voice; of anybody else they would call them in.
    return use.asset.kind === 'narrator' ? this.#stand(use, 'inline') : this.#plainName(use);
  }

  /** A mention with all that is sent of it in one phrase. */
  description(use: AssetUse): string {
    const name = this.#plainName(use);
    if (this.#named.includes(use.asset)) return name;
    this.#named.push(use.asset);
    const { items } = this.#shown(use);
    const look = this.#look(use);
    if (look !== undefined && items === '' && use.asset.kind === 'style') return look;
    const shown = items === '' ? name : this.#wording.shownIn(items, name);
    return look === undefined ? shown : this.#wording.list([shown, look]);
  }

  /** What must be said of what was named since the last call, as sentences of its own. */
  takeIntroductions(): readonly string[] {
    if (this.#introductions.length === 0) return this.#introductions;
    const taken = this.#introductions;
    this.#introductions = [];
    return taken;
  }

  #write(words: ResolvedWords, bareness: Bareness): string {
    const [only] = words;
    if (words.length === 1 && typeof only === 'string') {
      return plainWords(only, this.#language).trim();
    }
    const uses: AssetUse[] = [];
    let text = '';
    for (const part of words) {
      if (typeof part === 'string') text += part;
      else {
        uses.push(part);
        text += mark;
      }
    }
    const pieces = plainWords(text, this.#language).split(mark);
    let written = '';
    // Only the end of what is written meets what follows: the rest is not touched again.
    let end = pieces[0] ?? '';
    uses.forEach((use, index) => {
      const after = pieces[index + 1] ?? '';
      if (this.#onClip && use.asset.kind === 'video') end = end.replace(refersTo, '依照');
      const possessive = this.#language === 'en' && ownership.test(after);
      const standing = this.#stand(use, possessive ? 'apart' : bareness);
      end = this.#seam(this.#seam(end, standing), after);
      if (after.trim() === '') return;
      written += end.slice(0, -after.length);
      end = end.slice(-after.length);
    });
    return (written + end).trim();
  }

  #seam(before: string, after: string): string {
    return this.#language === 'zh' ? chineseSeam(before, after) : before + after;
  }

  #stand(use: AssetUse, bareness: Bareness): string {
    const { asset } = use;
    if (asset.kind === 'video' || asset.kind === 'audio') {
      const own = this.#numbers.of(asset, asset.kind);
      if (own.length > 0) return this.#wording.items(asset.kind, own);
    }
    if (asset.kind === 'style') return this.description(use);
    const name = this.#plainName(use);
    if (this.#named.includes(asset)) return name;
    this.#named.push(asset);
    const { items, count } = this.#shown(use);
    const shown = items === '' ? name : this.#wording.shownIn(items, name);
    const look = this.#look(use);
    // A clip that is worked on stands at the head of its prompt, so there an introduction follows.
    const introducedFirst = look !== undefined && !this.#onClip;
    if (look !== undefined) {
      this.#introduce(this.#wording.introduction(introducedFirst ? shown : name, look));
    }
    if (items === '' || introducedFirst) return name;
    if (bareness === 'inline') return shown;
    this.#introduce(this.#wording.shows(items, count, name));
    return name;
  }

  #introduce(sentence: string): void {
    this.#introductions.push(sentence);
  }

  #plainName({ asset }: AssetUse): string {
    return plainWords(asset.displayName, this.#language);
  }

  /** `items` is empty for what nothing sent shows, and beside a frame, which is no reference. */
  #shown({ asset }: AssetUse): { readonly items: string; readonly count: number } {
    if (this.#onFrame) return { items: '', count: 0 };
    const images = this.#numbers.of(asset, 'image');
    return { items: this.#wording.items('image', images), count: images.length };
  }

  #look(use: AssetUse): string | undefined {
    const looks = lookSent(use, this.#numbers);
    if (looks.length === 0) return undefined;
    return this.#wording.list(looks.map((look) => clause(plainWords(look, this.#language))));
  }
}

/** Does the request change, lead on or join clips? A continued shot only starts from a frame. */
export function worksOnClip({ relation }: Shot): boolean {
  return relation !== undefined && relation.kind !== 'continues';
}

/** Stands for a mention while the prose around it is made plain; a noncharacter, so never text. */
const mark = '\uFDD0';
const ownership = /^['’]s?(?![A-Za-z])/;
const refersTo = /参考\s*$/;
