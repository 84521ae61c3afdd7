/**
 * Parameters in disguise. The service still reads `--dur 5` in a prompt as a setting, so words that
 * look like one would change what is made, and what it costs, behind the script's back.
 */
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Shot } from '../../semantics/program.ts';
import { planDiagnostics } from '../diagnostics.ts';
import type { Prompt } from '../prompt/write-prompt.ts';

/** One for each line that a parameter came from; for the shot's header where no line holds it whole. */
export function checkServiceParameter(shot: Shot, prompt: Prompt): Diagnostic[] {
  const found = parameterIn(prompt.text);
  if (!found) return [];
  const reports = prompt.lines.flatMap(({ text, place }) => {
    const own = parameterIn(text);
    return own ? [report(own, place)] : [];
  });
  return reports.length > 0 ? reports : [report(found, shot.place)];
}

function report(found: Found, place: Shot['place']): Diagnostic {
  return planDiagnostics.make('service-parameter', place, found);
}

interface Found {
  /** The words as they stand in the prompt. */
  readonly text: string;
  /** The field that says it rightly. */
  readonly field: string;
}

function parameterIn(text: string): Found | undefined {
  if (!text.includes('--') && !text.includes('－')) return undefined;
  // Folding is unit for unit, so a match stands at the same place in the text itself.
  const match = parameter.exec(text.replace(fullWidth, toAscii));
  if (!match) return undefined;
  const name = (match[1] ?? '').toLowerCase();
  return {
    text: text.slice(match.index, match.index + match[0].length),
    field: fieldOf[name] ?? '`service:`',
  };
}

/** The name with no further ASCII letter behind it: `--dur5` is one, `--during` is not. */
const parameter =
  /--\s*(rs|resolution|rt|ratio|dur|duration|frames|fps|framespersecond|seed|cf|camerafixed|wm|watermark)(?![a-z])/i;

const fullWidth = /[！-～]/g;

function toAscii(mark: string): string {
  return String.fromCharCode(mark.charCodeAt(0) - 0xfee0);
}

const fieldOf: Readonly<Record<string, string>> = {
  rs: '`resolution:`',
  resolution: '`resolution:`',
  rt: '`ratio:`',
  ratio: '`ratio:`',
  dur: '`duration:`',
  duration: '`duration:`',
  frames: '`duration:`',
  seed: '`seed:`',
  cf: '`camera:`',
  camerafixed: '`camera:`',
  wm: '`watermark:`',
  watermark: '`watermark:`',
};
