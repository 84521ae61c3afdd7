/**
 * The ordinals by which a prompt names what is sent. They are read off the very lists from which
 * the content array is written, so a number in the prompt and an item of the array cannot part.
 */
import type { MediumKind } from '../../media/facts.ts';
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

/** What a `reference:` line sent: items of one type that serve one purpose. */
export interface ReferenceGroup {
  readonly type: MediumKind;
  readonly numbers: readonly number[];
  readonly purpose?: ResolvedWords;
  /** The asset that the line named, where it named one. */
  readonly asset?: Asset;
}

interface Item {
  readonly bindings: readonly Binding[];
}

/** The lists are short, so they are searched and not indexed. */
export class Numbers {
  readonly #shot: Shot;

  constructor(shot: Shot) {
    this.#shot = shot;
  }

  /** Numbers of an asset's items by type, ascending; empty where nothing of it is sent. */
  of(asset: Asset, type: MediumKind): readonly number[] {
    const items = this.#items(type);
    let found: number[] | undefined;
    for (let index = 0; index < items.length; index += 1) {
      if (shows(items[index]?.bindings ?? none, asset)) (found ??= []).push(index + 1);
    }
    return found ?? none;
  }

  /** The audio that carries a speaker's voice. */
  voiceOf(speaker: AssetUse | string): number | undefined {
    const isVoice = (binding: Binding): boolean =>
      binding.kind === 'voice' && sameSpeaker(binding.of, speaker);
    return numbersWhere(this.#shot.audios, isVoice)[0];
  }

  /** The images that show the opening frame. */
  get openings(): readonly number[] {
    return numbersWhere(this.#shot.images, ({ kind }) => kind === 'opening');
  }

  /** The clips that the shot's relation works on, in the order of the relation. */
  get relationVideos(): readonly number[] {
    const { relation, videos } = this.#shot;
    if (!relation || videos.length === 0) return none;
    return relation.of
      .map((source) => videos.findIndex((video) => isClipOf(video, source)) + 1)
      .filter((number) => number > 0);
  }

  /** What the `reference:` lines sent, in the order of the array. */
  get references(): readonly ReferenceGroup[] {
    const groups: (ReferenceGroup & { readonly numbers: number[] })[] = [];
    for (const type of ['image', 'video', 'audio'] as const) {
      this.#items(type).forEach(({ bindings }, index) => {
        for (const binding of bindings) {
          if (binding.kind !== 'reference') continue;
          const { purpose } = binding;
          const asset = assetOf(bindings);
          const same = groups.find(
            (group) =>
              group.type === type &&
              group.purpose === purpose &&
              group.asset === asset &&
              (purpose ?? asset) !== undefined,
          );
          if (same) same.numbers.push(index + 1);
          else {
            const known = { ...(purpose && { purpose }), ...(asset && { asset }) };
            groups.push({ type, numbers: [index + 1], ...known });
          }
        }
      });
    }
    return groups;
  }

  #items(type: MediumKind): readonly Item[] {
    const { images, videos, audios } = this.#shot;
    return type === 'image' ? images : type === 'video' ? videos : audios;
  }
}

const none: readonly never[] = [];

function shows(bindings: readonly Binding[], asset: Asset): boolean {
  for (const binding of bindings) {
    if (binding.kind === 'asset' && binding.use.asset === asset) return true;
  }
  return false;
}

function numbersWhere(
  items: readonly Item[],
  matches: (binding: Binding) => boolean,
): readonly number[] {
  let found: number[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    if (items[index]?.bindings.some(matches)) (found ??= []).push(index + 1);
  }
  return found ?? none;
}

function assetOf(bindings: readonly Binding[]): Asset | undefined {
  for (const binding of bindings) if (binding.kind === 'asset') return binding.use.asset;
  return undefined;
}

function sameSpeaker(one: AssetUse | string, other: AssetUse | string): boolean {
  return typeof one === 'string' || typeof other === 'string'
    ? one === other
    : one.asset === other.asset;
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
