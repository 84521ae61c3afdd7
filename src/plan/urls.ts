/** The URLs of a plan: media as the writer named them, clips and frames by the shot that makes them. */
import type { ClipSource, Medium, SentImage, SentVideo } from '../semantics/program.ts';

export function mediumUrl({ location }: Medium): string {
  switch (location.kind) {
    case 'file':
      return `file:${location.path}`;
    case 'remote':
      return location.url;
    case 'asset':
      return `asset://${location.id}`;
  }
}

export function clipUrl(shot: string): string {
  return `clip:${shot}`;
}

export function lastFrameUrl(shot: string): string {
  return `frame:${shot}#last`;
}

export function imageUrl({ source }: SentImage): string {
  return 'lastFrameOf' in source ? lastFrameUrl(source.lastFrameOf) : mediumUrl(source);
}

export function videoUrl({ source }: SentVideo): string {
  return 'clipOf' in source ? clipUrl(source.clipOf) : mediumUrl(source);
}

export function clipSourceUrl(source: ClipSource): string {
  return source.kind === 'shot' ? source.id : mediumUrl(source.medium);
}
