/** The subtitles of a film in one language. */
import { cuesOf, hurriedCues, type Cue, type CueOptions } from './cues.ts';
import { followCut } from './follow-cut.ts';
import type { PlacedLine } from './place-lines.ts';
import { translate } from './po.ts';
import type { Translation } from './translations.ts';

export interface Subtitles {
  readonly cues: readonly Cue[];
  /** Words that are not translated and stay as they are said. */
  readonly missing: readonly string[];
  readonly warnings: readonly string[];
}

/** Without a translation: the words as they are said. Throws Failure `configuration` (`followCut`). */
export function subtitlesOf(
  lines: readonly PlacedLine[],
  options: CueOptions,
  translation?: Translation,
): Subtitles {
  const { cues, missing, warnings } = inLanguage(lines, options, translation);
  const hurried = hurriedCues(cues, options.framesPerSecond).map(
    ({ cue, seconds, neededSeconds }) =>
      `“${cue.lines.join(' ')}” stands for ${seconds.toFixed(1)} s, and takes ${neededSeconds.toFixed(1)} s to read.`,
  );
  return { cues, missing, warnings: [...warnings, ...hurried] };
}

function inLanguage(
  lines: readonly PlacedLine[],
  options: CueOptions,
  translation: Translation | undefined,
): Subtitles {
  if (!translation) return { cues: cuesOf(lines, options), missing: [], warnings: [] };
  if (translation.kind === 'po') {
    const translated = translate(lines, translation);
    return {
      cues: cuesOf(translated.lines, options),
      missing: translated.missing.map(({ shot, text }) => `${shot} “${text}”`),
      warnings: [],
    };
  }
  const { cues, missing, warnings } = followCut(translation, cuesOf(lines, options), options);
  return { cues, missing: missing.map((cue) => `“${cue.lines.join(' ')}”`), warnings };
}
