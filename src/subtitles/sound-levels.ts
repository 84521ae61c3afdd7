/** How loud a clip is, window by window, in the band that voices fill. */
import { ask } from '../ffmpeg/ask.ts';
import { demuxerOf, noPictures, protocolGuard } from '../ffmpeg/demuxer.ts';
import { explainLog } from '../ffmpeg/log.ts';
import { locateTools } from '../ffmpeg/locate.ts';
import { Failure } from '../failure.ts';

/** Short enough to see the pause between two words. */
export const windowSeconds = 0.05;

const sampleRate = 16_000;

/**
 * Levels in dB below full scale, one for each 50 ms of the first sound stream of the clip at `path`;
 * silence is -Infinity. Throws Failure `ffmpeg-failed`.
 */
export async function soundLevels(
  path: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly number[]> {
  const tools = await locateTools();
  const answer = await ask(
    tools.ffmpeg,
    ['-hide_banner', '-nostdin', ...levelArguments(path, await demuxerOf(path))],
    options,
  );
  if (answer.code !== 0)
    throw new Failure(
      'ffmpeg-failed',
      `The sound of ${path} cannot be listened to: ${explainLog(answer.stderr.split('\n'), 'ffmpeg gave up')}`,
    );
  return parseLevels(answer.stdout);
}

/** The arguments, pure: filters in one graph, the levels on stdout, no file written. */
function levelArguments(path: string, demuxer: string): readonly string[] {
  const filters = [
    `aresample=${sampleRate}`,
    // Where voices are: below stands rumble, above rain and cymbals.
    'highpass=f=180',
    'lowpass=f=3800',
    `asetnsamples=n=${sampleRate * windowSeconds}:p=0`,
    'astats=metadata=1:reset=1',
    'ametadata=mode=print:key=lavfi.astats.Overall.RMS_level:file=-',
  ];
  return [
    ...['-v', 'error', ...protocolGuard, ...noPictures, '-f', demuxer, '-i', path],
    ...['-map', '0:a:0', '-af', filters.join(','), '-f', 'null', '-'],
  ];
}

/** The lines that `ametadata` prints. */
function parseLevels(text: string): readonly number[] {
  return [...text.matchAll(/^lavfi\.astats\.Overall\.RMS_level=(\S+)/gm)].map(([, level = '']) =>
    // Builds differ in how they write silence: -inf, -nan.
    Number.isFinite(Number(level)) ? Number(level) : Number.NEGATIVE_INFINITY,
  );
}
