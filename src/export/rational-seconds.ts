/** A rational number of seconds as FCPXML writes it, whole where it is one: `5s`, `12100/2400s`. */
export function rationalSeconds(frames: number, framesPerSecond: number): string {
  return frames % framesPerSecond === 0
    ? `${frames / framesPerSecond}s`
    : `${frames * 100}/${framesPerSecond * 100}s`;
}
