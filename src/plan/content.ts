/** The content array: the text, then images, videos and audios, each type in the order of its numbers. */
import type { Medium, SentAudio, SentImage, SentVideo, Shot } from '../semantics/program.ts';
import type { ContentItem } from './plan.ts';
import { clipUrl, lastFrameUrl, mediumUrl } from './urls.ts';

/** A text without words is left out. */
export function contentOf(shot: Shot, text: string): ContentItem[] {
  const words: ContentItem[] = text === '' ? [] : [{ type: 'text', text }];
  return words.concat(
    shot.images.map(imageItem),
    shot.videos.map(videoItem),
    shot.audios.map(audioItem),
  );
}

function imageItem({ source, role }: SentImage): ContentItem {
  const item = (url: string): ContentItem => ({ type: 'image_url', image_url: { url }, role });
  return 'lastFrameOf' in source
    ? item(lastFrameUrl(source.lastFrameOf))
    : ofMedium(source, role, item);
}

function videoItem({ source, role }: SentVideo): ContentItem {
  const item = (url: string): ContentItem => ({ type: 'video_url', video_url: { url }, role });
  return 'clipOf' in source ? item(clipUrl(source.clipOf)) : ofMedium(source, role, item);
}

function audioItem({ source, role }: SentAudio): ContentItem {
  return ofMedium(source, role, (url) => ({ type: 'audio_url', audio_url: { url }, role }));
}

/** Requests that send one medium in one role share the item. */
function ofMedium(medium: Medium, role: string, item: (url: string) => ContentItem): ContentItem {
  let known = items.get(medium);
  if (!known) items.set(medium, (known = new Map<string, ContentItem>()));
  let made = known.get(role);
  if (!made) known.set(role, (made = item(mediumUrl(medium))));
  return made;
}

const items = new WeakMap<Medium, Map<string, ContentItem>>();
