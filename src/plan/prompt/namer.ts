/**
 * Puts mentions into words, in the order in which the prompt is written: the first mention of an
 * asset carries the numbers of what shows it, the later ones are its name alone.
 */
import type { Asset, AssetUse, ResolvedWords, Shot } from '../../semantics/program.ts';
import { lookSent } from './looks.ts';
import type { Numbers } from './numbers.ts';
import { plainWords } from './plain-words.ts';
import { clause } from './sentence.ts';
import type { PromptLanguage, Wording } from './wording.ts';

export interface Namer {
  /** Prose with its mentions named, in the notation of plain prose. */
  words(words: ResolvedWords): string;
  /** The same where the words are shown or heard as they stand: names stay bare. */
  literal(words: ResolvedWords): string;
  /** One mention, at its first with its images. */
  name(use: AssetUse): string;
  /** The name of somebody who is heard and not seen. */
  heard(use: AssetUse): string;
  /** A mention with all that is sent of it in one phrase. */
  description(use: AssetUse): string;
  /** What must be said of what was named since the last call, as sentences of its own. */
  takeIntroductions(): readonly string[];
}

export interface NamerOptions {
  readonly language: PromptLanguage;
  readonly wording: Wording;
  readonly numbers: Numbers;
}

export function namerFor(shot: Shot, { language, wording, numbers }: NamerOptions): Namer {
  const named = new Set<Asset>();
  const inRelation = shot.relation !== undefined && shot.relation.kind !== 'continues';
  let introductions: string[] = [];

  const plainName = (use: AssetUse): string => plainWords(use.asset.displayName, language);

  /** `items` is empty for what nothing sent shows. */
  const itemsOf = ({ asset }: AssetUse): { items: string; count: number } => {
    const images = numbers.of(asset, 'image');
    return { items: wording.items('image', images), count: images.length };
  };

  const lookOf = (use: AssetUse): string | undefined => {
    const looks = lookSent(use, numbers).map((look) => clause(plainWords(look, language)));
    return looks.length === 0 ? undefined : wording.list(looks);
  };

  const stand = (use: AssetUse, bare: Bareness): string => {
    const { asset } = use;
    for (const type of ['video', 'audio'] as const) {
      const own = numbers.of(asset, type);
      if (asset.kind === type && own.length > 0) return wording.items(type, own);
    }
    if (asset.kind === 'style') return named.has(asset) ? plainName(use) : description(use);
    const name = plainName(use);
    if (named.has(asset)) return name;
    named.add(asset);
    const { items, count } = itemsOf(use);
    const shown = items === '' ? name : wording.shownIn(items, name);
    const look = lookOf(use);
    // A clip that is worked on stands at the head of its prompt, so there an introduction follows.
    const introducedFirst = look !== undefined && !inRelation;
    if (look !== undefined) {
      introductions.push(wording.introduction(introducedFirst ? shown : name, look));
    }
    if (items === '' || introducedFirst) return name;
    if (bare === 'inline') return shown;
    introductions.push(wording.shows(items, count, name));
    return name;
  };

  const description = (use: AssetUse): string => {
    const first = !named.has(use.asset);
    named.add(use.asset);
    const { items } = itemsOf(use);
    const name = plainName(use);
    const shown = items === '' || !first ? name : wording.shownIn(items, name);
    const look = first ? lookOf(use) : undefined;
    if (look === undefined) return shown;
    return use.asset.kind === 'style' && items === '' ? look : wording.list([shown, look]);
  };

  const write = (words: ResolvedWords, bareness: Bareness): string => {
    const uses: AssetUse[] = [];
    let text = '';
    for (const part of words) {
      if (typeof part === 'string') text += part;
      else {
        uses.push(part);
        text += mark;
      }
    }
    const pieces = plainWords(text, language).split(mark);
    let written = pieces[0] ?? '';
    uses.forEach((use, index) => {
      const after = pieces[index + 1] ?? '';
      if (inRelation && use.asset.kind === 'video') written = written.replace(refersTo, '依照');
      const possessive = language === 'en' && ownership.test(after);
      const standing = stand(use, possessive ? 'apart' : bareness);
      written = language === 'zh' ? chineseSeam(written, standing) : written + standing;
      written = language === 'zh' ? chineseSeam(written, after) : written + after;
    });
    return written.trim();
  };

  return {
    words: (words) => write(words, 'inline'),
    literal: (words) => write(words, 'apart'),
    name: (use) => stand(use, 'inline'),
    heard(use) {
      // Of a narrator the looks are those of the voice; of anybody else they would call them in.
      return use.asset.kind === 'narrator' ? stand(use, 'inline') : plainName(use);
    },
    description,
    takeIntroductions() {
      const taken = introductions;
      introductions = [];
      return taken;
    },
  };
}

/** Where a first mention puts its numbers: beside the name, or in a sentence apart. */
type Bareness = 'inline' | 'apart';

/** Stands for a mention while the prose around it is made plain; a noncharacter, so never text. */
const mark = '\uFDD0';
const ownership = /^['’]s?(?![A-Za-z])/;
const refersTo = /参考\s*$/;

/** In Chinese a writer's blank beside a mention only parts it from the prose. */
function chineseSeam(before: string, after: string): string {
  const left = before.trimEnd();
  const right = after.trimStart();
  if (left === before && right === after) return before + after;
  return (left === '' || wideEnd.test(left)) && wideStart.test(right)
    ? left + right
    : before + after;
}

const wide =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303F\\uFF00-\\uFFEF“”‘’…—';
const wideStart = new RegExp(`^[${wide}]`, 'u');
/** 视频1 ends in a digit and is Chinese all the same. */
const wideEnd = new RegExp(`(?:[${wide}]|[片频]\\d+)$`, 'u');
