/**
 * Which ffmpeg serves. The order: `FFMPEG_PATH` and `FFPROBE_PATH`, then PATH, then the binaries that
 * the optional npm packages bring. A binary is asked for the features that we use, never for its
 * version. Nothing is ever downloaded.
 */
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { ask } from './ask.ts';

export type ToolOrigin = 'environment' | 'path' | 'package';

export interface Tools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  /** Where each was found. */
  readonly origin: { readonly ffmpeg: ToolOrigin; readonly ffprobe: ToolOrigin };
  /** The first line of `ffmpeg -version`, for people and for cache keys. */
  readonly version: string;
  /** All that `ffmpeg -version` prints: how it was built and with which libraries. */
  readonly identity: string;
  readonly features: Features;
}

export interface Features {
  readonly filters: ReadonlySet<string>;
  readonly bitstreamFilters: ReadonlySet<string>;
  readonly encoders: ReadonlySet<string>;
}

/** What every film needs; a binary without one of these does not serve. */
export const neededFeatures = {
  filters: [
    'scale pad crop format fps setpts setsar trim overlay fade tpad loop concat color transpose',
    'hflip vflip hstack vstack alphamerge lutyuv drawbox yadif',
    'aresample aformat apad atrim asetpts adelay afade amerge pan volume anullsrc',
    'ebur128 alimiter sidechaincompress',
  ]
    .join(' ')
    .split(' '),
  bitstreamFilters: ['h264_mp4toannexb', 'filter_units', 'dump_extra'],
  encoders: ['libx264', 'aac', 'rawvideo', 'png'],
} as const satisfies Record<keyof Features, readonly string[]>;

let located: Promise<Tools> | undefined;

/** The tools of this process; looked for once. Throws Failure `ffmpeg-missing`. */
export function locateTools(): Promise<Tools> {
  located ??= findTools().catch((error: unknown) => {
    located = undefined;
    throw error;
  });
  return located;
}

/** Looks for the tools anew: `scene doctor` and tests. Throws Failure `ffmpeg-missing`. */
export async function findTools(): Promise<Tools> {
  const ffmpeg = await firstThatServes(
    'ffmpeg',
    candidates('ffmpeg', process.env['FFMPEG_PATH']),
    missingFeatures,
  );
  const ffprobe = await firstThatServes(
    'ffprobe',
    candidates('ffprobe', process.env['FFPROBE_PATH']),
    missingQuestions,
  );
  return {
    ffmpeg: ffmpeg.binary,
    ffprobe: ffprobe.binary,
    origin: { ffmpeg: ffmpeg.origin, ffprobe: ffprobe.origin },
    version: ffmpeg.found.version,
    identity: ffmpeg.found.identity,
    features: ffmpeg.found.features,
  };
}

/**
 * Every file at which `locateTools` may look for a tool, so that one who remembers what was made with
 * it notices another one; some or all of them are absent. Nothing is started.
 */
export function toolPlaces(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const named = [
    ...candidates('ffmpeg', process.env['FFMPEG_PATH']),
    ...candidates('ffprobe', process.env['FFPROBE_PATH']),
  ];
  return named.flatMap(({ binary }) =>
    /[/\\]/.test(binary)
      ? [resolve(binary)]
      : folders.map((folder) => join(folder, `${binary}${suffix}`)),
  );
}

interface Candidate {
  readonly binary: string;
  readonly origin: ToolOrigin;
}

/** A path that somebody set is the only candidate: another binary in its stead would be a surprise. */
function candidates(
  tool: 'ffmpeg' | 'ffprobe',
  fromEnvironment: string | undefined,
): readonly Candidate[] {
  if (fromEnvironment) return [{ binary: fromEnvironment, origin: 'environment' }];
  const fromPackage = packagedBinary(tool);
  return [
    { binary: tool, origin: 'path' },
    ...(fromPackage === undefined ? [] : [{ binary: fromPackage, origin: 'package' as const }]),
  ];
}

/** The packages are optional: npm leaves them out on a platform that they do not know. */
function packagedBinary(tool: 'ffmpeg' | 'ffprobe'): string | undefined {
  const require = createRequire(import.meta.url);
  try {
    const installer: unknown = require(`@${tool}-installer/${tool}`);
    if (typeof installer === 'object' && installer !== null && 'path' in installer)
      return typeof installer.path === 'string' ? installer.path : undefined;
  } catch {
    // Not installed, or not for this platform: both mean that there is no such candidate.
  }
  return undefined;
}

type Look<Found> =
  | { readonly serves: true; readonly found: Found }
  | { readonly serves: false; readonly why: string };

async function firstThatServes<Found>(
  tool: string,
  list: readonly Candidate[],
  look: (binary: string) => Promise<Look<Found>>,
): Promise<Candidate & { readonly found: Found }> {
  const refused: string[] = [];
  for (const candidate of list) {
    const result = await look(candidate.binary).catch((error: unknown) => ({
      serves: false as const,
      why: error instanceof Error ? error.message : String(error),
    }));
    if (result.serves) return { ...candidate, found: result.found };
    refused.push(`${candidate.binary}: ${result.why}`);
  }
  throw new Failure(
    'ffmpeg-missing',
    `No ${tool} was found that can cut a film.\n  ${refused.join('\n  ')}`,
    {
      hint:
        `Install ffmpeg with your system's package manager, or run \`npm install\` without --omit=optional, ` +
        `or point ${tool.toUpperCase()}_PATH at one.`,
    },
  );
}

async function missingFeatures(
  binary: string,
): Promise<
  Look<{ readonly version: string; readonly identity: string; readonly features: Features }>
> {
  const [version, filters, bitstreamFilters, encoders] = await Promise.all(
    ['-version', '-filters', '-bsfs', '-encoders'].map((flag) =>
      ask(binary, ['-hide_banner', flag]),
    ),
  );
  const features: Features = {
    filters: secondWords(filters?.stdout),
    bitstreamFilters: new Set((bitstreamFilters?.stdout ?? '').split(/\s+/)),
    encoders: secondWords(encoders?.stdout),
  };
  const missing = [
    ...neededFeatures.filters.filter((name) => !features.filters.has(name)),
    ...neededFeatures.bitstreamFilters.filter((name) => !features.bitstreamFilters.has(name)),
    ...neededFeatures.encoders.filter((name) => !features.encoders.has(name)),
  ];
  if (missing.length > 0) return { serves: false, why: `it lacks ${missing.join(', ')}` };
  const identity = version?.stdout.trim() ?? '';
  const line = identity.split('\n')[0]?.trim() ?? '';
  return { serves: true, found: { version: line, identity, features } };
}

/** ffprobe has no list of features; it is asked the kind of question that `probe.ts` asks. */
async function missingQuestions(binary: string): Promise<Look<null>> {
  const answer = await ask(binary, ['-v', 'error', '-of', 'json', '-show_program_version']);
  return answer.code === 0 && answer.stdout.includes('program_version')
    ? { serves: true, found: null }
    : { serves: false, why: answer.stderr.trim() || 'it does not answer as ffprobe does' };
}

/** ` T.C overlay  VV->V  …` → `overlay` */
function secondWords(table: string | undefined): ReadonlySet<string> {
  const names = (table ?? '').split('\n').map((line) => line.trim().split(/\s+/)[1] ?? '');
  return new Set(names.filter((name) => name !== ''));
}
