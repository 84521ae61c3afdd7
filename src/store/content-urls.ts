/** The URLs in a request's content array: which item carries which, and the clips that they stand for. */
import type { MediumKind } from '../media/facts.ts';
import type { ContentItem } from '../plan/plan.ts';

type MediumItem = Exclude<ContentItem, { readonly type: 'text' }>;

/** In the order of the array; text has none. */
export function urlsOf(content: readonly ContentItem[]): readonly string[] {
  return content.flatMap((item) => urlOf(item) ?? []);
}

/** The URL that an item of the content array carries; undefined for text. */
export function urlOf(item: MediumItem): string;
export function urlOf(item: ContentItem): string | undefined;
export function urlOf(item: ContentItem): string | undefined {
  switch (item.type) {
    case 'text':
      return undefined;
    case 'image_url':
      return item.image_url.url;
    case 'video_url':
      return item.video_url.url;
    case 'audio_url':
      return item.audio_url.url;
  }
}

/** The item with another URL in the same place; text comes back as it is. */
export function withUrl(item: ContentItem, url: string): ContentItem {
  switch (item.type) {
    case 'text':
      return item;
    case 'image_url':
      return { ...item, image_url: { url } };
    case 'video_url':
      return { ...item, video_url: { url } };
    case 'audio_url':
      return { ...item, audio_url: { url } };
  }
}

export function mediumKindOf(item: MediumItem): MediumKind {
  switch (item.type) {
    case 'image_url':
      return 'image';
    case 'video_url':
      return 'video';
    case 'audio_url':
      return 'audio';
  }
}

/** What a `clip:` or `frame:` URL means; undefined for every other URL. */
export function shotReference(
  url: string | undefined,
): { readonly kind: 'clip' | 'frame'; readonly task: string } | undefined {
  if (url?.startsWith('clip:')) return { kind: 'clip', task: url.slice('clip:'.length) };
  if (url?.startsWith('frame:') && url.endsWith('#last')) {
    return { kind: 'frame', task: url.slice('frame:'.length, -'#last'.length) };
  }
  return undefined;
}
