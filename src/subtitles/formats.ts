/** Subtitles as files: SubRip, and WebVTT after the W3C's candidate recommendation. */
import type { Cue } from './cues.ts';

/** SubRip knows no escape: angle brackets and braces are formatting to some players, so they are widened. */
export function srtOf(cues: readonly Cue[], framesPerSecond: number): string {
  return cues
    .map(({ from, to, lines }, index) => {
      const text = lines.map((line) => line.replace(/[<>{}]/g, (mark) => fullWidth(mark)));
      const times = `${clock(from, framesPerSecond, ',')} --> ${clock(to, framesPerSecond, ',')}`;
      return `${index + 1}\n${times}\n${text.join('\n')}\n`;
    })
    .join('\n');
}

export function vttOf(cues: readonly Cue[], framesPerSecond: number): string {
  const blocks = cues.map(({ from, to, lines }) => {
    const text = lines.map((line) =>
      line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    );
    const times = `${clock(from, framesPerSecond, '.')} --> ${clock(to, framesPerSecond, '.')}`;
    return `${times}\n${text.join('\n')}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

function clock(frame: number, framesPerSecond: number, mark: ',' | '.'): string {
  const milliseconds = Math.round((frame * 1000) / framesPerSecond);
  const part = (unitMs: number, size: number, digits: number): string =>
    String(Math.floor(milliseconds / unitMs) % size).padStart(digits, '0');
  const hours = String(Math.floor(milliseconds / 3_600_000)).padStart(2, '0');
  return `${hours}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}${mark}${part(1, 1000, 3)}`;
}

/** U+FF01…U+FF5E are the ASCII marks, a Han character wide. */
function fullWidth(mark: string): string {
  return String.fromCharCode(mark.charCodeAt(0) + 0xfee0);
}
