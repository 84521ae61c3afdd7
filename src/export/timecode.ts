/** SMPTE timecode without drop frames: 24 frames a second need none. */

/** `HH:MM:SS:FF` of a frame; `startHours` is where the first frame stands. */
export function timecode(
  frame: number,
  framesPerSecond: number,
  { startHours = 0 }: { readonly startHours?: number } = {},
): string {
  const seconds = Math.floor(frame / framesPerSecond) + startHours * 3600;
  return [
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
    frame % framesPerSecond,
  ]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
