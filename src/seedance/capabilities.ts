/**
 * What the service can do and what it costs: the one dated table. The checker, the price, the
 * simulator and the documents read it; no limit, price or model id stands anywhere else.
 *
 * Sources: the vendor's API reference and official SDKs; where a figure was measured by a third
 * party or sources disagree, the comment says so.
 */

/** The day on which the table was last compared with its sources. */
export const asOf = '2026-11-22';

export type Region = 'cn' | 'intl';
export type ModelName = 'seedance-2.0' | 'seedance-2.0-fast' | 'seedance-2.0-mini' | 'seedance-2.5';
export type Resolution = '480p' | '720p' | '1080p' | '4k';
export type FixedRatio = '16:9' | '4:3' | '1:1' | '3:4' | '9:16' | '21:9';
export type Ratio = FixedRatio | 'adaptive';
export type Currency = 'CNY' | 'USD';

export const regions: Readonly<Record<Region, { readonly baseUrl: string }>> = {
  cn: { baseUrl: 'https://ark.cn-beijing.volces.com/api/v3' },
  intl: { baseUrl: 'https://ark.ap-southeast.bytepluses.com/api/v3' },
};

export interface ReferenceLimits {
  readonly images: number;
  readonly videos: number;
  readonly audios: number;
  /** Seconds of one reference video or audio. */
  readonly clipSeconds: { readonly min: number; readonly max: number };
  /** Seconds of all reference videos together, and of all audios together. */
  readonly totalSeconds: number;
  /** May audio stand without an image or a video? */
  readonly audioAlone: boolean;
}

/** Price per million tokens, as decimal strings: money is never a float. */
export interface Price {
  readonly withoutVideo: Readonly<Record<Currency, string>>;
  readonly withVideo: Readonly<Record<Currency, string>>;
}

export interface Model {
  readonly ids: Readonly<Record<Region, string>>;
  readonly resolutions: readonly Resolution[];
  /** Whole seconds of output; -1 (`auto`) is allowed beside them. */
  readonly seconds: { readonly min: number; readonly max: number };
  readonly references: ReferenceLimits;
  readonly pixels: Readonly<
    Partial<
      Record<Resolution, Readonly<Record<FixedRatio, readonly [width: number, height: number]>>>
    >
  >;
  readonly prices: Readonly<Partial<Record<Resolution, Price>>>;
  /** Sends `omni_reference_task_type`; frame modes, edit and extend demand `adaptive`, edit demands duration -1. */
  readonly namesTaskType: boolean;
  /** Languages of prompts beside Chinese and English. */
  readonly moreLanguages: readonly string[];
}

const pixels480 = {
  '16:9': [864, 496],
  '4:3': [752, 560],
  '1:1': [640, 640],
  '3:4': [560, 752],
  '9:16': [496, 864],
  '21:9': [992, 432],
} as const;
const pixels480of25 = { ...pixels480, '16:9': [854, 480], '9:16': [480, 854] } as const;
const pixels720 = {
  '16:9': [1280, 720],
  '4:3': [1112, 834],
  '1:1': [960, 960],
  '3:4': [834, 1112],
  '9:16': [720, 1280],
  '21:9': [1470, 630],
} as const;
const pixels1080 = {
  '16:9': [1920, 1080],
  '4:3': [1664, 1248],
  '1:1': [1440, 1440],
  '3:4': [1248, 1664],
  '9:16': [1080, 1920],
  '21:9': [2206, 946],
} as const;
const pixels4k = {
  '16:9': [3840, 2160],
  '4:3': [3326, 2494],
  '1:1': [2880, 2880],
  '3:4': [2494, 3326],
  '9:16': [2160, 3840],
  '21:9': [4398, 1886],
} as const;

const references20: ReferenceLimits = {
  images: 9,
  videos: 3,
  audios: 3,
  clipSeconds: { min: 2, max: 15 },
  totalSeconds: 15,
  audioAlone: false,
};

function price(
  cny: readonly [withoutVideo: string, withVideo: string],
  usd: readonly [withoutVideo: string, withVideo: string],
): Price {
  return {
    withoutVideo: { CNY: cny[0], USD: usd[0] },
    withVideo: { CNY: cny[1], USD: usd[1] },
  };
}

const price20 = price(['46', '28'], ['7.0', '4.3']);
const price20fast = price(['37', '22'], ['5.6', '3.3']);
const price20mini = price(['23', '14'], ['3.5', '2.1']);
const price25 = price(['70', '42'], ['10.7', '6.4']);

export const models: Readonly<Record<ModelName, Model>> = {
  'seedance-2.0': {
    ids: { cn: 'doubao-seedance-2-0-260128', intl: 'dreamina-seedance-2-0-260128' },
    resolutions: ['480p', '720p', '1080p', '4k'],
    seconds: { min: 4, max: 15 },
    references: references20,
    pixels: { '480p': pixels480, '720p': pixels720, '1080p': pixels1080, '4k': pixels4k },
    prices: {
      '480p': price20,
      '720p': price20,
      '1080p': price(['51', '31'], ['7.7', '4.7']),
      '4k': price(['26', '16'], ['4.0', '2.4']),
    },
    namesTaskType: false,
    moreLanguages: ['es', 'id', 'pt', 'ja'],
  },
  'seedance-2.0-fast': {
    ids: { cn: 'doubao-seedance-2-0-fast-260128', intl: 'dreamina-seedance-2-0-fast-260128' },
    resolutions: ['480p', '720p'],
    seconds: { min: 4, max: 15 },
    references: references20,
    pixels: { '480p': pixels480, '720p': pixels720 },
    prices: { '480p': price20fast, '720p': price20fast },
    namesTaskType: false,
    moreLanguages: ['es', 'id', 'pt', 'ja'],
  },
  'seedance-2.0-mini': {
    ids: { cn: 'doubao-seedance-2-0-mini-260615', intl: 'dreamina-seedance-2-0-mini-260615' },
    resolutions: ['480p', '720p'],
    seconds: { min: 4, max: 15 },
    references: references20,
    pixels: { '480p': pixels480, '720p': pixels720 },
    prices: { '480p': price20mini, '720p': price20mini },
    namesTaskType: false,
    moreLanguages: ['es', 'id', 'pt', 'ja'],
  },
  'seedance-2.5': {
    ids: { cn: 'doubao-seedance-2-5-260628', intl: 'dreamina-seedance-2-5-260628' },
    resolutions: ['480p', '720p', '1080p'],
    seconds: { min: 4, max: 30 },
    references: {
      images: 30,
      videos: 10,
      audios: 10,
      clipSeconds: { min: 2, max: 30 },
      totalSeconds: 30,
      audioAlone: true,
    },
    pixels: { '480p': pixels480of25, '720p': pixels720, '1080p': pixels1080 },
    prices: {
      '480p': price25,
      '720p': price25,
      '1080p': price(['77', '46'], ['11.7', '7.0']),
    },
    namesTaskType: true,
    moreLanguages: [],
  },
};

export const ratios: readonly Ratio[] = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9', 'adaptive'];

export const framesPerSecond = 24;

/** A clip of `seconds` asked for holds one frame more than its seconds: a "5 s" clip has 121. */
export function framesOfClip(seconds: number): number {
  return framesPerSecond * seconds + 1;
}

/**
 * What the server allows beyond the documented seconds of references, so that three "5 s" clips
 * (each 121/24 s) pass as 15 s: 15.2 s for 15 were measured by a third party.
 */
export const secondsTolerance = 0.2;

/** Limits on one referenced medium, as documented. */
export const mediumLimits = {
  image: {
    formats: ['jpeg', 'png', 'webp', 'bmp', 'tiff', 'gif', 'heic'],
    sidePixels: { min: 300, max: 6000 },
    aspect: { min: 0.4, max: 2.5 },
    bytesBelow: 30_000_000,
  },
  video: {
    formats: ['mp4', 'mov'],
    codecs: ['h264', 'h265'],
    framesPerSecond: { min: 24, max: 60 },
    sidePixels: { min: 300, max: 6000 },
    /** About 0.41 to 8.3 megapixels: 640×640 and 3840×2160 both pass. */
    pixels: { min: 409_600, max: 8_295_044 },
    bytesMax: 200_000_000,
  },
  audio: { formats: ['wav', 'mp3'], bytesMax: 15_000_000 },
  bodyBytesMax: 64_000_000,
} as const;

/**
 * What `seed` may be; -1 leaves it to the service. Copies of the vendor's reference give these limits:
 * of 1.x https://docs.acedata.cloud/guides/seedance/seedance_videos, of 2.0 what DMXAPI (www.dmxapi.cn)
 * hands on of `doubao-seedance-2-0-260128`, both read on the day of this table. Nobody has held them
 * against the live service, and one such copy says that 2.0 takes no seed at all.
 */
export const seedLimits = { least: -1, most: 2 ** 32 - 1 } as const;

export interface AccountLimits {
  /** Creates of one model in a minute; more are answered 429. */
  readonly createsPerMinute: number;
  /** Tasks of one model that run at once; more are queued. */
  readonly tasksAtOnce: number;
}

/** What an account may ask for: a company's, a person's, and of 4k anybody's. */
export const accountLimits = {
  enterprise: { createsPerMinute: 600, tasksAtOnce: 10 },
  individual: { createsPerMinute: 180, tasksAtOnce: 3 },
  of4k: { createsPerMinute: 15, tasksAtOnce: 1 },
} as const satisfies Readonly<Record<string, AccountLimits>>;

/** Prompts: recommended at most so many Chinese characters or English words; references in all. */
export const promptAdvice = { chineseCharacters: 500, englishWords: 1000, references: 5 } as const;

/** The model that `id` is, in either region, or undefined for an id that the table does not hold. */
export function modelOfId(id: string): { model: ModelName; region: Region } | undefined {
  for (const [model, { ids }] of Object.entries(models) as [ModelName, Model][]) {
    if (ids.cn === id) return { model, region: 'cn' };
    if (ids.intl === id) return { model, region: 'intl' };
  }
  return undefined;
}
