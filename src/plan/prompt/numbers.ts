/**
 * The ordinals by which a prompt names what is sent. They are read off the very lists from which
 * the content array is written, so a number in the prompt and an item of the array cannot part.
 */
import type {
  Asset,
  AssetUse,
  Binding,
  ClipSource,
  Medium,
  ResolvedWords,
  SentVideo,
  Shot,
} from '../../semantics/program.ts';

export type SentType = 'image' | 'video' | 'audio';

/** What a `reference:` line sent: items of one type that serve one purpose. */
export interface ReferenceGroup {
  readonly type: SentType;
  readonly numbers: readonly number[];
  readonly purpose?: ResolvedWords;
  /** The asset that the line named, where it named one. */
  readonly asset?: Asset;
}

export interface Numbers {
  /** Numbers of an asset's items by type, ascending; empty where nothing of it is sent. */
  of(asset: Asset, type: SentType): readonly number[];
  /** The audio that carries a speaker's voice. */
  voiceOf(speaker: AssetUse | string): number | undefined;
  /** The images that show the opening frame. */
  readonly openings: readonly number[];
  /** The clips that the shot's relation works on, in the order of the relation. */
  readonly relationVideos: readonly number[];
  readonly references: readonly ReferenceGroup[];
}

export function numbersOf(shot: Shot): Numbers {
  const ofAsset = {
    image: new Map<Asset, number[]>(),
    video: new Map<Asset, number[]>(),
    audio: new Map<Asset, number[]>(),
  };
  const voices = new Map<Asset | string, number>();
  const openings: number[] = [];
  const references: (ReferenceGroup & { readonly numbers: number[] })[] = [];

  const note = (type: SentType, number: number, bindings: readonly Binding[]): void => {
    const asset = assetOf(bindings);
    for (const binding of bindings) {
      if (binding.kind === 'asset') push(ofAsset[type], binding.use.asset, number);
      else if (binding.kind === 'voice') voices.set(speakerKey(binding.of), number);
      else if (binding.kind === 'opening') openings.push(number);
      else if (binding.kind === 'reference') {
        const { purpose } = binding;
        const group = references.find(
          (each) =>
            each.type === type &&
            each.purpose === purpose &&
            each.asset === asset &&
            (purpose ?? asset) !== undefined,
        );
        if (group) group.numbers.push(number);
        else {
          references.push({
            type,
            numbers: [number],
            ...(purpose && { purpose }),
            ...(asset && { asset }),
          });
        }
      }
    }
  };
  shot.images.forEach((item, index) => note('image', index + 1, item.bindings));
  shot.videos.forEach((item, index) => note('video', index + 1, item.bindings));
  shot.audios.forEach((item, index) => note('audio', index + 1, item.bindings));

  return {
    of: (asset, type) => ofAsset[type].get(asset) ?? [],
    voiceOf: (speaker) => voices.get(speakerKey(speaker)),
    openings,
    relationVideos: (shot.relation?.of ?? []).flatMap((source) => {
      const index = shot.videos.findIndex((video) => isClipOf(video, source));
      return index === -1 ? [] : [index + 1];
    }),
    references,
  };
}

function assetOf(bindings: readonly Binding[]): Asset | undefined {
  for (const binding of bindings) if (binding.kind === 'asset') return binding.use.asset;
  return undefined;
}

function push(map: Map<Asset, number[]>, asset: Asset, number: number): void {
  const numbers = map.get(asset);
  if (!numbers) map.set(asset, [number]);
  else if (!numbers.includes(number)) numbers.push(number);
}

function speakerKey(speaker: AssetUse | string): Asset | string {
  return typeof speaker === 'string' ? speaker : speaker.asset;
}

function isClipOf(video: SentVideo, source: ClipSource): boolean {
  if ('clipOf' in video.source) return source.kind === 'shot' && video.source.clipOf === source.id;
  return source.kind === 'video' && sameMedium(video.source, source.medium);
}

function sameMedium(one: Medium, other: Medium): boolean {
  const a = one.location;
  const b = other.location;
  if (a.kind === 'file') return b.kind === 'file' && a.path === b.path;
  if (a.kind === 'remote') return b.kind === 'remote' && a.url === b.url;
  return b.kind === 'asset' && a.id === b.id;
}
