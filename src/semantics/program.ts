/**
 * A checked program: every name resolved, every setting decided, every shot's mode and references
 * known and within the model's table. Only `check` makes one, and only from a script without errors;
 * the planner takes nothing else. It speaks in the service's terms but holds no wording: how a shot
 * is put into words is the planner's business, so that a better wording is not a change of meaning.
 */
import type { MediumFacts } from '../media/facts.ts';
import type { Place } from '../source/diagnostic.ts';
import type { AssetKind, RelationKind, TransitionKind } from '../language/syntax.ts';
import type { Currency, ModelName, Ratio, Region, Resolution } from '../seedance/capabilities.ts';
import type { Settings } from './settings/settings.ts';

declare const checked: unique symbol;

/** What a program holds, checked or not. */
export interface ProgramParts {
  readonly region: Region;
  /** The episode's file, relative to the project's root, forward slashes. */
  readonly file: string;
  readonly episode: Episode;
  readonly film: Film;
  readonly scenes: readonly Scene[];
  /** In the order of the script. */
  readonly shots: readonly Shot[];
  readonly cut: readonly CutItem[];
}

export interface Program extends ProgramParts {
  readonly [checked]: true;
}

export interface Episode {
  /** The file's name without `.scene`. */
  readonly id: string;
  readonly number?: number;
  readonly title?: string;
  readonly series?: string;
  readonly budget?: Money;
  readonly lengthSeconds?: number;
}

/** `amount` is decimal digits: money is never a float. */
export interface Money {
  readonly amount: string;
  readonly currency: Currency;
}

export interface Film {
  /** Absent with `adaptive`: then the first clip decides. */
  readonly width?: number;
  readonly height?: number;
  readonly soundtrack?: Soundtrack;
  readonly loudness: number;
  readonly subtitles: 'off' | 'on' | 'burn';
  readonly cover?: { readonly kind: 'medium'; readonly medium: Medium } | ShotSource;
}

export interface Soundtrack {
  readonly medium: Medium;
  readonly levelDb?: number;
}

export interface Scene {
  readonly name: string;
  readonly heading?: string;
  readonly soundtrack?: Soundtrack;
  /** `none` was written: the episode's soundtrack is silent here. */
  readonly soundtrackOff: boolean;
}

// ---------------------------------------------------------------- media and assets

/** Where a medium comes from. `file` is relative to the project's root, forward slashes, NFC as named. */
export type MediumLocation =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'asset'; readonly id: string };

export interface Medium {
  readonly location: MediumLocation;
  /** Absent for what is not local. */
  readonly facts?: MediumFacts;
}

export interface Asset {
  readonly kind: AssetKind;
  /** The name behind the `@`. */
  readonly name: string;
  /** The display name, else the name. */
  readonly displayName: string;
  readonly look?: string;
  /** Of the line that says the look. */
  readonly lookPlace?: Place;
  readonly face?: Medium;
  readonly images: readonly Medium[];
  readonly voice?: Medium;
  /** Of `video` and `audio`. */
  readonly file?: Medium;
  readonly variants: ReadonlyMap<string, Variant>;
}

export interface Variant {
  readonly name: string;
  readonly displayName: string;
  readonly look?: string;
  /** Of the line that says the look. */
  readonly lookPlace?: Place;
  readonly images: readonly Medium[];
}

/** An asset as a shot means it: with the look that holds there. */
export interface AssetUse {
  readonly asset: Asset;
  /** Absent: the plain look. */
  readonly variant?: Variant;
}

/** Words with their mentions resolved, in order. */
export type ResolvedWords = readonly (string | AssetUse)[];

// ---------------------------------------------------------------- shots

export type ShotMode = 'text' | 'frame' | 'reference';

/** Where a setting's value came from, the outermost first. */
export type Level = 'default' | 'series' | 'episode' | 'scene' | 'shot';

export interface Shot {
  /** `scene.shot`. */
  readonly id: string;
  readonly scene: string;
  readonly name: string;
  readonly place: Place;
  /** The episode's file relative to the root, and the line of the header. */
  readonly file: string;
  readonly line: number;

  readonly mode: ShotMode;
  readonly language: 'zh' | 'en';
  readonly model: ModelName;
  /** What is sent as `model`: the region's id, the full id or the `ep-…` that was written. */
  readonly modelId: string;
  readonly resolution: Resolution;
  readonly ratio: Ratio;
  readonly duration: number | 'auto';
  readonly audio: boolean;
  readonly watermark: boolean;
  readonly seed?: number;
  readonly takes: number;
  /** Values that gave way to what the model demands. */
  readonly derived: Readonly<
    Record<string, { readonly value: string; readonly insteadOf: string }>
  >;
  /** What came from outside the shot, by setting, and whether it is sent. */
  readonly inherited: Readonly<Record<string, Inherited>>;
  /** `service:` lines, put into the request unchecked. */
  readonly service: Readonly<Record<string, unknown>>;
  /** The settings as they are written, each with its line: for telling where a value is from. */
  readonly settings: Settings;

  readonly relation?: Relation;
  /** What is sent, per type, in the order of its numbers: item i is number i + 1. */
  readonly images: readonly SentImage[];
  readonly videos: readonly SentVideo[];
  readonly audios: readonly SentAudio[];

  /** What stands in the prompt, in order; empty where `prompt` is there. */
  readonly setting: ShotSetting;
  readonly body: readonly InnerShot[];
  readonly avoid: readonly ResolvedWords[];
  /** `prompt:`, the whole text as written. */
  readonly prompt?: ResolvedWords;
  readonly promptPlace?: Place;

  /** Every spoken line, for subtitles and for the plan's `dialogue`. */
  readonly dialogue: readonly SpokenLine[];
  readonly captions: readonly { readonly text: string; readonly line: number }[];
  readonly trim?: Trim;
  readonly omit: boolean;
  /** Asset mentions whose image the mode carries in words alone are in `body`; nothing else is lost. */
}

export interface Inherited {
  readonly value: string;
  readonly from: Exclude<Level, 'shot'>;
  readonly sent: boolean;
}

export interface Relation {
  readonly kind: RelationKind;
  readonly of: readonly ClipSource[];
}

export interface ShotSource {
  readonly kind: 'shot';
  readonly id: string;
}

export type ClipSource =
  ShotSource | { readonly kind: 'video'; readonly asset: Asset; readonly medium: Medium };

/** What an item of the array is of. The same medium is sent once and may be of several things. */
export type Binding =
  | { readonly kind: 'asset'; readonly use: AssetUse }
  | { readonly kind: 'opening' }
  | { readonly kind: 'reference'; readonly purpose?: ResolvedWords }
  | { readonly kind: 'first-frame' }
  | { readonly kind: 'last-frame' }
  | { readonly kind: 'relation' }
  | { readonly kind: 'voice'; readonly of: AssetUse | string };

export interface SentImage {
  /** Where the script first names it. */
  readonly place: Place;
  readonly role: 'first_frame' | 'last_frame' | 'reference_image';
  readonly source: Medium | { readonly lastFrameOf: string };
  readonly bindings: readonly Binding[];
}

export interface SentVideo {
  readonly place: Place;
  readonly role: 'reference_video';
  readonly source: Medium | { readonly clipOf: string };
  readonly bindings: readonly Binding[];
}

export interface SentAudio {
  readonly place: Place;
  readonly role: 'reference_audio';
  readonly source: Medium;
  readonly bindings: readonly Binding[];
}

/** What frames the shot, each absent where it is to stay silent. */
export interface ShotSetting {
  readonly at?: AssetUse;
  readonly style?: ResolvedWords | AssetUse;
  /** The heading's time of day as the script has it: 日, 夜, DAY … */
  readonly timeOfDay?: string;
}

/**
 * One inner shot of a clip. The first entry holds the lines above the first `cut:` (they hold for
 * all) and has no `cut`; it is there even when it is empty.
 */
export interface InnerShot {
  /** The words of its `cut:` line. */
  readonly cut?: ResolvedWords;
  /** Inherited lines first, then the shot's, in the order of the script. */
  readonly lines: readonly BodyLine[];
}

export type BodyLine =
  | {
      readonly kind: 'action' | 'camera' | 'light' | 'sfx' | 'music' | 'text';
      readonly words: ResolvedWords;
      readonly place: Place;
    }
  | { readonly kind: 'dialogue'; readonly spoken: SpokenLine };

export interface SpokenLine {
  readonly speakers: readonly (AssetUse | string)[];
  readonly delivery: 'in-frame' | 'out-of-frame' | 'inner-voice';
  /** Manners that are sent as words; those that decided the delivery are gone. */
  readonly manners: readonly string[];
  /** A mention in spoken words is only its display name, so this is plain. */
  readonly text: string;
  readonly line: number;
  readonly place: Place;
}

/** In milliseconds of the returned clip; an open end is absent. */
export interface Trim {
  readonly fromMs?: number;
  readonly toMs?: number;
}

// ---------------------------------------------------------------- the cut

export type CutItem =
  | {
      readonly kind: 'title';
      readonly text: string;
      readonly milliseconds: number;
      readonly scene: string;
    }
  | {
      readonly kind: 'clip';
      readonly shot: string;
      readonly scene: string;
      readonly relation?: Relation;
      /** `clip SHOT` shows it again; a range there is this trim. */
      readonly again: boolean;
      readonly trim?: Trim;
      /** The clip opens on a frame that the item before it ends on. */
      readonly dropFirstFrame: boolean;
    }
  | {
      readonly kind: 'footage';
      readonly medium: Medium;
      readonly trim?: Trim;
      readonly scene: string;
    }
  | {
      readonly kind: 'still';
      readonly medium: Medium;
      readonly milliseconds: number;
      readonly scene: string;
    }
  | { readonly kind: 'black'; readonly milliseconds: number; readonly scene: string }
  | {
      readonly kind: 'transition';
      readonly transition: TransitionKind;
      readonly milliseconds: number;
      readonly scene: string;
    };
