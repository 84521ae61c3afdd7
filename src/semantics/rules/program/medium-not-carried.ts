/**
 * A mention of a sound or a video that its line or its shot cannot send: it would be its name alone, in
 * words. Said once a shot for each.
 */
import type { Asset } from '../../program.ts';
import type { DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { frameAsOpening } from './describe.ts';
import { mentionsIn } from './uses-of-shot.ts';
import { placeOfName, wordsOfShot, type WordsOfShot } from './words-of-shot.ts';

export const mediumNotCarried: ProgramRule = {
  name: 'medium-not-carried',
  *check(draft) {
    const { assets } = draft.declarations;
    if (![...assets.values()].some(({ asset }) => asset.file)) return;
    for (const shot of draft.shots) {
      if (draft.incomplete.has(shot.id)) continue;
      const said = new Set<Asset>();
      for (const line of wordsOfShot(shot)) {
        for (const { asset } of mentionsIn(line.words)) {
          if (!asset.file || said.has(asset) || isSent(asset, shot)) continue;
          said.add(asset);
          const place = placeOfName(line.place, `@${asset.name}`) ?? line.place;
          const values = { name: asset.name, ...reasonOf(line, shot, asset) };
          yield registry.make('medium-not-carried', place, values);
        }
      }
    }
  },
};

function isSent(asset: Asset, { audios, videos }: DraftShot): boolean {
  return [...audios, ...videos].some(({ bindings }) =>
    bindings.some((binding) => binding.kind === 'asset' && binding.use.asset === asset),
  );
}

function reasonOf(
  { kind }: WordsOfShot,
  shot: DraftShot,
  { name }: Asset,
): { readonly why: string; readonly wayOut: string } {
  if (shot.mode === 'frame') {
    return {
      why: 'a shot that starts from a frame sends the frame and no sounds',
      wayOut: `${frameAsOpening(shot)}, so that sounds can stand beside it, or describe the sound in “sfx:”.`,
    };
  }
  return {
    why: `“${kind}:” is sent as words`,
    wayOut: `Add “reference: @${name} for …” to have the model hear it, or lay it under the film with “soundtrack: @${name}” in the scene.`,
  };
}
