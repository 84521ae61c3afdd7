/** The content array: the text, then images, videos and audios, each type in the order of its numbers. */
import type { Shot } from '../semantics/program.ts';
import type { ContentItem } from './plan.ts';
import { imageUrl, mediumUrl, videoUrl } from './urls.ts';

/** A text without words is left out. */
export function contentOf(shot: Shot, text: string): ContentItem[] {
  return [
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    ...shot.images.map((image): ContentItem => ({
      type: 'image_url',
      image_url: { url: imageUrl(image) },
      role: image.role,
    })),
    ...shot.videos.map((video): ContentItem => ({
      type: 'video_url',
      video_url: { url: videoUrl(video) },
      role: video.role,
    })),
    ...shot.audios.map((audio): ContentItem => ({
      type: 'audio_url',
      audio_url: { url: mediumUrl(audio.source) },
      role: audio.role,
    })),
  ];
}
