/** What stands around the body, each in a sentence of its own: place, opening, references, style, avoid. */
import type { PromptContext } from './context.ts';
import { worksOnClip } from './namer.ts';
import type { ReferenceGroup } from './numbers.ts';
import { plainWords } from './plain-words.ts';
import { clause } from './sentence.ts';

/** Where and when it plays, and the frame that it opens on. */
export function settingSentences(context: PromptContext): string[] {
  const { shot, wording, numbers, namer } = context;
  const { at, timeOfDay } = shot.setting;
  const sentences: string[] = [];
  if (at) sentences.push(wording.place(namer.description(at)));
  // The light that holds for the whole shot takes the time of day into its own sentence.
  const lit = shot.body[0]?.lines.some((line) => line.kind === 'light') ?? false;
  if (timeOfDay !== undefined && !lit) {
    const time = context.takeTimeOfDay();
    if (time !== undefined) sentences.push(wording.light(time));
  }
  const { openings } = numbers;
  if (openings.length > 0) {
    sentences.push(wording.opening(wording.items('image', openings)));
  }
  return sentences;
}

/** What else is sent, each item named, and the style. */
export function closingSentences(context: PromptContext): string[] {
  const { shot, numbers } = context;
  const references = numbers.references
    .filter((group) => needsWords(group, context))
    .map((group) => referenceSentence(group, context));
  const style = shot.setting.style === undefined ? [] : [styleSentence(context)];
  return [...references, ...style];
}

/** What must not appear: the last words of every prompt. */
export function avoidSentence({ shot, wording, namer }: PromptContext): string {
  const things = shot.avoid.map((words) => clause(namer.literal(words))).filter(Boolean);
  namer.takeIntroductions();
  return things.length === 0 ? '' : wording.avoid(things);
}

/** A `reference:` without a purpose adds nothing to what the opening or the relation has said. */
function needsWords(group: ReferenceGroup, { numbers }: PromptContext): boolean {
  if (group.purpose) return true;
  const said = group.type === 'image' ? numbers.openings : numbers.relationVideos;
  return !(group.type !== 'audio' && group.numbers.every((number) => said.includes(number)));
}

function referenceSentence(group: ReferenceGroup, context: PromptContext): string {
  const { wording, namer, shot, language } = context;
  const purpose = group.purpose && clause(namer.words(group.purpose));
  let items = wording.items(group.type, group.numbers);
  if (group.asset && group.type === 'image') {
    items = wording.shownIn(items, plainWords(group.asset.displayName, language));
  }
  return wording.reference({
    items,
    type: group.type,
    ...(purpose ? { purpose } : {}),
    inRelation: worksOnClip(shot),
  });
}

function styleSentence({ shot, wording, namer, numbers, language }: PromptContext): string {
  const { style } = shot.setting;
  if (style === undefined) return '';
  if ('asset' in style) {
    const images = numbers.of(style.asset, 'image');
    if (images.length === 0) return wording.style(namer.description(style));
    const { name, displayName } = style.asset;
    return wording.styleShownIn(
      wording.items('image', images),
      displayName === name ? undefined : plainWords(displayName, language),
    );
  }
  return wording.style(clause(namer.words(style)));
}
