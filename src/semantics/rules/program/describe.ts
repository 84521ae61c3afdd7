/** How the rules name what is sent, and where settings were written. */
import type { FieldKey } from '../../../language/keywords.ts';
import type { FieldLine } from '../../../language/syntax.ts';
import type { Place } from '../../../source/diagnostic.ts';
import type { Medium, SentAudio, SentImage, SentVideo } from '../../program.ts';
import type { Draft, DraftShot } from '../../rule.ts';

export type SentItem = SentImage | SentVideo | SentAudio;

/** A medium as the script names it. */
export function nameOfMedium({ location }: Medium): string {
  if (location.kind === 'file') return location.path;
  if (location.kind === 'remote') return location.url;
  return `asset://${location.id}`;
}

/** What an item of the content array is, for a writer. */
export function nameOfItem({ source }: SentItem): string {
  if ('clipOf' in source) return `the clip of ${source.clipOf}`;
  if ('lastFrameOf' in source) return `the last frame of ${source.lastFrameOf}`;
  return nameOfMedium(source);
}

export function isMedium(source: SentItem['source']): source is Medium {
  return 'location' in source;
}

/** `3.04`, `5`: seconds without idle zeros. */
export function formatSeconds(seconds: number): string {
  return String(Math.round(seconds * 100) / 100);
}

/** How a shot that starts from a frame lets references stand beside it: the beginning of a sentence. */
export function frameAsOpening({ relation }: DraftShot): string {
  const [source] = relation?.of ?? [];
  return source?.kind === 'shot'
    ? `Write “opening: last of ${source.id}” in place of “continues”`
    : 'Give the frame as “opening:” instead';
}

export function fieldOf(shot: DraftShot, key: FieldKey): FieldLine | undefined {
  return fieldIn(shot.block.body, key);
}

/** Where the value of a setting that holds in `shot` was written; the shot itself where nobody did. */
export function placeOfSetting(draft: Draft, shot: DraftShot, key: FieldKey): Place {
  const own = fieldOf(shot, key);
  if (own) return { source: shot.sourceFile.source, span: own.value.span };
  for (const body of bodiesAround(draft, shot)) {
    const field = fieldIn(body.lines, key);
    if (field) return { source: body.source, span: field.value.span };
  }
  return shot.place;
}

interface Body {
  readonly source: Place['source'];
  readonly lines: readonly { readonly kind: string }[];
}

/** The blocks whose settings reach the shot, the innermost first. */
function* bodiesAround(draft: Draft, shot: DraftShot): Iterable<Body> {
  const { tree, source } = shot.sourceFile;
  const scenes = new Map(
    tree.items.flatMap((item) => (item.kind === 'scene' ? [[item.name.text, item] as const] : [])),
  );
  const seen = new Set<string>();
  for (let name: string | undefined = shot.scene; name !== undefined && !seen.has(name);) {
    seen.add(name);
    const scene = scenes.get(name);
    if (scene) yield { source, lines: scene.body };
    name = scene?.like?.text;
  }
  for (const item of tree.items) if (item.kind === 'episode') yield { source, lines: item.body };
  for (const file of [...draft.sources.files].reverse()) {
    for (const item of file.tree.items) {
      if (item.kind === 'series') yield { source: file.source, lines: item.body };
    }
  }
}

export function fieldIn(
  lines: readonly ({ readonly kind: string } | FieldLine)[],
  key: FieldKey,
): FieldLine | undefined {
  return lines.find(
    (line): line is FieldLine => line.kind === 'field' && 'key' in line && line.key === key,
  );
}
