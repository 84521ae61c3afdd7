/**
 * Somebody who stands in `cast:` and is mentioned nowhere that it reaches. `cast:` says which look a
 * mention means and sends nothing itself, while a writer may take it for the list of who is seen.
 */
import type { FieldLine, SceneBlock } from '../../../language/syntax.ts';
import { scanMentions } from '../../names/mentions.ts';
import type { Draft, DraftShot, ProgramRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';
import { fieldIn } from './describe.ts';
import { assetsMentioned } from './name-without-mention.ts';

export const castNeverMentioned: ProgramRule = {
  name: 'cast-never-mentioned',
  *check(draft) {
    const { source } = draft.sources.entry;
    for (const { field, shots, block, end } of castFields(draft)) {
      if (field.value.kind !== 'mentions') continue;
      if (shots.length === 0 || shots.some(({ id }) => draft.incomplete.has(id))) continue;
      const { mentions } = field.value;
      const mentioned = namesMentioned(shots);
      for (const { name, span } of mentions) {
        if (!draft.declarations.assets.has(name) || mentioned.has(name)) continue;
        // Two looks of one asset are an error already.
        if (mentions.filter((other) => other.name === name).length > 1) continue;
        // A line that was refused still shows that its writer mentions them.
        const rest = source.text.slice(field.span.end, end);
        if (scanMentions(rest, draft.declarations).some((piece) => isOf(piece, name))) continue;
        yield registry.make('cast-never-mentioned', { source, span }, { name, block });
      }
    }
  },
};

interface CastField {
  readonly field: FieldLine;
  readonly block: 'scene' | 'shot';
  /** The shots that it reaches, and where the text of their block ends. */
  readonly shots: readonly DraftShot[];
  readonly end: number;
}

/** Those of scenes and of shots. What holds for an episode or a series need not be in each of its films. */
function* castFields({ sources, shots }: Draft): Iterable<CastField> {
  const { tree, source } = sources.entry;
  const scenes = tree.items.filter((item): item is SceneBlock => item.kind === 'scene');
  const likened = new Set(scenes.flatMap(({ like }) => like?.text ?? []));
  for (const [index, scene] of scenes.entries()) {
    const field = fieldIn(scene.body, 'cast');
    // A scene that is like this one has the field too: whoever is missing here may be there.
    if (!field || likened.has(scene.name.text)) continue;
    const own = shots.filter((shot) => shot.scene === scene.name.text);
    const end = scenes[index + 1]?.span.start ?? source.text.length;
    yield { field, block: 'scene', shots: own, end };
  }
  for (const shot of shots) {
    const field = fieldIn(shot.block.body, 'cast');
    if (field) yield { field, block: 'shot', shots: [shot], end: shot.block.span.end };
  }
}

function namesMentioned(shots: readonly DraftShot[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const shot of shots) {
    for (const { name } of assetsMentioned(shot)) names.add(name);
    const place = shot.settings.at?.value?.asset.name;
    if (place !== undefined) names.add(place);
  }
  return names;
}

function isOf(piece: ReturnType<typeof scanMentions>[number], name: string): boolean {
  return piece.kind !== 'text' && piece.name.normalize('NFC') === name;
}
