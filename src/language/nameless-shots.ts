/** The numbers that a scene's nameless shots get, by the parser's fix and by `fmt --name`. */
import type { SceneLine, ShotBlock } from './syntax.ts';

/** Each nameless shot with the lowest number above the last one that no shot of the scene has. */
export function namelessShots(
  body: readonly SceneLine[],
): readonly { readonly shot: ShotBlock; readonly name: string }[] {
  const shots = body.filter((line) => line.kind === 'shot');
  const nameless = shots.filter((shot) => !shot.name);
  if (nameless.length === 0) return [];
  const taken = new Set(shots.map((shot) => shot.name?.text));
  let number = 0;
  return nameless.map((shot) => {
    do number += 1;
    while (taken.has(String(number)));
    return { shot, name: String(number) };
  });
}
