/** What ffmpeg's log says, read line by line. */

/** The frames written so far, where the line is a report of progress. */
export function framesOf(line: string): number | undefined {
  const match = /^frame=\s*(\d+)\s/.exec(line);
  if (match) return Number(match[1]);
  return /^(?:size|l?size)=\s*\S+ time=/i.test(line) ? 0 : undefined;
}

/** Lines that tell of a flaw although ffmpeg exits with 0: a missing font, a broken time stamp. */
export function warningsOf(log: readonly string[]): readonly string[] {
  return log.filter((line) => flaws.some((flaw) => flaw.test(line)) && !harmless.test(line));
}

/** The last lines that say why, without the tables that ffmpeg prints of its inputs. */
export function explainLog(log: readonly string[], error: unknown): string {
  const lines = log.filter((line) => line.trim() !== '' && !noise.test(line)).slice(-4);
  if (lines.length > 0) return lines.join('\n  ');
  return error instanceof Error ? error.message : String(error);
}

/** The system's code where a disk took no more of what ffmpeg wrote; undefined where that is not why. */
export function diskRefusalIn(log: readonly string[]): string | undefined {
  return diskRefusals.find(([words]) => log.some((line) => line.includes(words)))?.[1];
}

const diskRefusals = [
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Read-only file system', 'EROFS'],
] as const;

const flaws = [
  /non[- ]?monoton/i,
  /error while decoding/i,
  /invalid (?:data|nal|timestamps)/i,
  /fontselect|glyph 0x|font .*not found|cannot find font/i,
  /pts has no value|dts .* out of order|invalid dts|queue input is backward/i,
  /concealing|missing picture|corrupt|co located|no frame!|mmco/i,
  /past duration .* too large/i,
  /buffer queue overflow|too many packets/i,
];

const harmless = /deprecated pixel format/i;
const noise =
  /^\s*(?:Stream #|Metadata:|Duration:|Input #|Output #|encoder\s|handler_name|creation_time|major_brand|minor_version|compatible_brands|Press \[q\]|Stream mapping|At least one output|\[libx264|\[aac|video:|Side data|cpb:|Conversion failed)/;
