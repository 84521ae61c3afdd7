/**
 * What a shot sends, in the order in which it is collected: item i of a type is number i + 1 in the
 * prompt. The same medium is sent once, at its first place, and may be of several things.
 */
import type { Place } from '../../source/diagnostic.ts';
import { isSameMedium } from '../names/medium.ts';
import type {
  AssetUse,
  Binding,
  ClipSource,
  Medium,
  SentAudio,
  SentImage,
  SentVideo,
} from '../program.ts';

type Open<Sent extends { readonly bindings: readonly Binding[] }> = Omit<Sent, 'bindings'> & {
  readonly bindings: Binding[];
};

export class Collection {
  readonly images: Open<SentImage>[] = [];
  readonly videos: Open<SentVideo>[] = [];
  readonly audios: Open<SentAudio>[] = [];

  image(
    source: SentImage['source'],
    binding: Binding,
    place: Place,
    role: SentImage['role'],
  ): void {
    for (const image of this.images) {
      // A first and a last frame may be the same picture, and are two items all the same.
      if (image.role === role && isSameSource(image.source, source)) {
        return bind(image.bindings, binding);
      }
    }
    this.images.push({ place, role, source, bindings: [binding] });
  }

  video(source: SentVideo['source'], binding: Binding, place: Place): void {
    for (const video of this.videos) {
      if (isSameSource(video.source, source)) return bind(video.bindings, binding);
    }
    this.videos.push({ place, role: 'reference_video', source, bindings: [binding] });
  }

  audio(source: Medium, binding: Binding, place: Place): void {
    for (const audio of this.audios) {
      if (isSameMedium(audio.source, source)) return bind(audio.bindings, binding);
    }
    this.audios.push({ place, role: 'reference_audio', source, bindings: [binding] });
  }

  /** A clip that a relation works on. */
  clip(source: ClipSource, place: Place): void {
    if (source.kind === 'shot') this.video({ clipOf: source.id }, { kind: 'relation' }, place);
    else {
      this.video(source.medium, { kind: 'relation' }, place);
      this.video(source.medium, { kind: 'asset', use: { asset: source.asset } }, place);
    }
  }

  /** Whatever a mentioned asset has to show or to play. Returns whether it has anything. */
  asset(use: AssetUse, place: Place): boolean {
    const { asset } = use;
    const binding: Binding = { kind: 'asset', use };
    if (asset.kind === 'video' && asset.file) this.video(asset.file, binding, place);
    else if (asset.kind === 'audio' && asset.file) this.audio(asset.file, binding, place);
    else {
      const images = imagesOf(use);
      for (const image of images) this.image(image, binding, place, 'reference_image');
      return images.length > 0;
    }
    return true;
  }
}

type Source = SentImage['source'] | SentVideo['source'];

function isSameSource(one: Source, other: Source): boolean {
  if ('lastFrameOf' in one) return 'lastFrameOf' in other && one.lastFrameOf === other.lastFrameOf;
  if ('clipOf' in one) return 'clipOf' in other && one.clipOf === other.clipOf;
  return 'location' in other && isSameMedium(one, other);
}

function bind(bindings: Binding[], binding: Binding): void {
  if (!bindings.some((known) => isSameBinding(known, binding))) bindings.push(binding);
}

/** `face:` first; a variant's images stand in for the parent's `image:`s. */
export function imagesOf({ asset, variant }: AssetUse): readonly Medium[] {
  if (asset.kind === 'narrator') return [];
  const images = variant && variant.images.length > 0 ? variant.images : asset.images;
  return asset.face ? [asset.face, ...images] : images;
}

function isSameBinding(one: Binding, other: Binding): boolean {
  if (one.kind === 'asset' && other.kind === 'asset') return isSameUse(one.use, other.use);
  if (one.kind === 'voice' && other.kind === 'voice') {
    if (typeof one.of === 'string' || typeof other.of === 'string') return one.of === other.of;
    return one.of.asset === other.of.asset;
  }
  return one.kind === other.kind && one.kind !== 'reference';
}

function isSameUse(one: AssetUse, other: AssetUse): boolean {
  return one.asset === other.asset && one.variant === other.variant;
}
