/**
 * The display name of an asset with images, or the one behind its @, in action or `cut:` of a shot that nowhere mentions it:
 * the model would draw somebody of that name. In frame modes the frame shows who is there.
 */
import type { Declarations } from '../../declarations.ts';
import type { Asset, ResolvedWords } from '../../program.ts';
import type { DraftShot, ProgramRule } from '../../rule.ts';
import type { Place } from '../../../source/diagnostic.ts';
import { registry } from '../diagnostics.ts';
import { bracedMentionOf } from '../lines/mention-of.ts';
import { assetsSeen } from './uses-of-shot.ts';
import { placeOfCut, placeOfName } from './words-of-shot.ts';

export const nameWithoutMention: ProgramRule = {
  name: 'name-without-mention',
  *check(draft) {
    const names = namesWithImages(draft.declarations);
    if (!names.first) return;
    for (const shot of draft.shots) {
      if (shot.mode === 'frame' || shot.prompt || draft.incomplete.has(shot.id)) continue;
      const found = namesInShot(shot, names);
      if (found.length === 0) continue;
      const mentioned = assetsMentioned(shot);
      for (const { asset, text: written, place } of found) {
        if (mentioned.has(asset) || standsAround(asset, shot)) continue;
        mentioned.add(asset);
        const values = { name: written, mention: asset.name };
        const name = placeOfName(place, written);
        if (name) {
          const text = bracedMentionOf(asset.name);
          const fixes = [{ title: `Write ${text}`, edits: [{ span: name.span, text }] }];
          yield registry.make('name-without-mention', name, values, { fixes });
        } else yield registry.make('name-without-mention', place, values);
      }
    }
  },
};

/** Seen, heard or standing around the shot: whoever is named there is known to the writer. */
export function assetsMentioned(shot: DraftShot): Set<Asset> {
  const mentioned = new Set<Asset>();
  for (const { asset } of assetsSeen(shot)) mentioned.add(asset);
  for (const { speakers } of shot.dialogue) {
    for (const speaker of speakers) if (typeof speaker !== 'string') mentioned.add(speaker.asset);
  }
  const { at, style } = shot.setting;
  if (at) mentioned.add(at.asset);
  if (style && 'asset' in style) mentioned.add(style.asset);
  for (const { bindings } of [...shot.images, ...shot.videos, ...shot.audios]) {
    for (const binding of bindings) if (binding.kind === 'asset') mentioned.add(binding.use.asset);
  }
  return mentioned;
}

/** An inherited place stays silent on a clip that shows it already, and is named all the same. */
function standsAround({ name }: Asset, { inherited }: DraftShot): boolean {
  return inherited['at']?.value.split('.', 1)[0] === `@${name}`;
}

interface Found extends Named {
  readonly place: Place;
}

const nothing: readonly Found[] = [];

function namesInShot(shot: DraftShot, names: Names): readonly Found[] {
  let found: Found[] | undefined;
  shot.body.forEach(({ cut, lines }, index) => {
    for (const named of cut ? namesIn(cut, names) : []) {
      (found ??= []).push({ ...named, place: placeOfCut(shot, index) });
    }
    for (const line of lines) {
      if (line.kind !== 'action') continue;
      for (const named of namesIn(line.words, names)) {
        (found ??= []).push({ ...named, place: line.place });
      }
    }
  });
  return found ?? nothing;
}

// ---------------------------------------------------------------- names in prose

/** A name as it may stand in prose, and whose it is. */
interface Named {
  readonly text: string;
  readonly asset: Asset;
}

interface Names {
  /** Matches the first character of any of the names; undefined where there are none. */
  readonly first: RegExp | undefined;
  /** By first character, the longest first. */
  readonly byFirst: ReadonlyMap<string, readonly Named[]>;
}

const tables = new WeakMap<Declarations, Names>();

function namesWithImages(declarations: Declarations): Names {
  const known = tables.get(declarations);
  if (known) return known;
  const byFirst = new Map<string, Named[]>();
  for (const { asset } of declarations.assets.values()) {
    if (!(asset.face || asset.images.length > 0)) continue;
    for (const text of new Set([asset.displayName, asset.name])) {
      if ([...text].length < 2) continue;
      const list = byFirst.get(text.charAt(0));
      if (list) list.push({ text, asset });
      else byFirst.set(text.charAt(0), [{ text, asset }]);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.text.length - a.text.length);
  const characters = [...byFirst.keys()].map(escaped).join('');
  const names = {
    first: characters === '' ? undefined : new RegExp(`[${characters}]`, 'g'),
    byFirst,
  };
  tables.set(declarations, names);
  return names;
}

const noNames: readonly Named[] = [];

function namesIn(words: ResolvedWords, { first, byFirst }: Names): readonly Named[] {
  let all: Named[] | undefined;
  if (!first) return noNames;
  for (const part of words) {
    if (typeof part !== 'string') continue;
    first.lastIndex = 0;
    for (let hit = first.exec(part); hit; hit = first.exec(part)) {
      const at = hit.index;
      const found = byFirst
        .get(hit[0])
        ?.find(
          ({ text, asset }) =>
            part.startsWith(text, at) &&
            standsAlone(part, at, text.length) &&
            (text === asset.displayName || isSurelyName(text, part)),
        );
      if (!found) continue;
      first.lastIndex = at + found.text.length;
      (all ??= []).push(found);
    }
  }
  return all ?? noNames;
}

const signBefore = /[@＠][{｛]?[ \t\u3000]*$/u;
const han = /\p{Script=Han}/u;
const latin = /[\p{Script=Latin}\p{Nd}]/u;

/** What stands behind an @ may be an English word too; in a Chinese sentence it is that name. */
function isSurelyName(name: string, sentence: string): boolean {
  return !latin.test(name) || han.test(sentence);
}

/** In Latin a name is whole words: “Lin” is not in “Linen”. */
function standsAlone(text: string, at: number, length: number): boolean {
  const end = at + length;
  const opensInWord = latin.test(text.charAt(at)) && latin.test(text.charAt(at - 1));
  const endsInWord = latin.test(text.charAt(end - 1)) && latin.test(text.charAt(end));
  // Behind an @ that is no mention another rule speaks.
  return !opensInWord && !endsInWord && !signBefore.test(text.slice(0, at));
}

function escaped(character: string): string {
  return character.replace(/[\\\]^-]/g, '\\$&');
}
