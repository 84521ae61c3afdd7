/** Whether a shot starts from a frame, and what then cannot stand beside it. */
import type { FieldLine, ShotBlock } from '../../language/syntax.ts';
import { lineOf } from '../../source/text.ts';
import type { Place, Related } from '../../source/diagnostic.ts';
import type { Context } from '../context.ts';
import { registry } from '../diagnostics.ts';
import type { Mention } from '../names/lookup.ts';
import type { Relation } from '../program.ts';
import type { LoadedFile } from '../sources.ts';
import type { ShotBody } from './body.ts';

export interface ModeQuestion {
  readonly block: ShotBlock;
  readonly body: ShotBody;
  readonly relation: Relation | undefined;
  /** Mentions in the shot's own lines. */
  readonly mentions: Iterable<Mention>;
  readonly file: LoadedFile;
}

export type FrameAnswer = 'no-frame' | 'frame' | 'conflict';

/** Before anything is spent: a frame and references exclude one another. */
export function startsFromFrame(question: ModeQuestion, context: Context): FrameAnswer {
  const { block, body, relation, file } = question;
  const { firstFrame, lastFrame } = body;
  const continues = block.relation?.kind === 'continues';
  if (!firstFrame && !lastFrame && !continues) return 'no-frame';
  const source = { source: file.source };
  if (firstFrame && continues) {
    const place = { ...source, span: firstFrame.span };
    const [of] = relation?.of ?? [];
    const name = of?.kind === 'shot' ? of.id : 'another shot';
    const related = relationPlace(block, file, `“continues” is here`);
    context.report(registry.make('double-first-frame', place, { source: name }, { related }));
    return 'conflict';
  }
  const others = besideFrame(question);
  if (others.length > 0) {
    reportConflict(question, others, context);
    return 'conflict';
  }
  if (lastFrame && !firstFrame && !continues) {
    const place = { ...source, span: lastFrame.span };
    context.report(registry.make('last-frame-alone', place, {}));
    return 'conflict';
  }
  return 'frame';
}

interface Other {
  readonly what: string;
  readonly place: Place;
}

function besideFrame({ block, body, mentions, file }: ModeQuestion): readonly Other[] {
  const others: Other[] = [];
  const { relation } = block;
  if (relation && relation.kind !== 'continues') {
    others.push({
      what: `the clip of “${relation.kind}”`,
      place: { source: file.source, span: relation.span },
    });
  }
  for (const field of body.references) {
    others.push({ what: `“${field.key}:”`, place: { source: file.source, span: field.span } });
  }
  for (const { asset, place } of mentions) {
    if (asset.kind === 'video') others.push({ what: `the video @${asset.name}`, place });
  }
  return others;
}

function reportConflict(
  { block, body, relation, file }: ModeQuestion,
  others: readonly Other[],
  context: Context,
): void {
  const frame: FieldLine | undefined = body.firstFrame ?? body.lastFrame;
  const span = frame?.span ?? block.relation?.span ?? block.header;
  const [of] = relation?.of ?? [];
  const value = frame && file.source.text.slice(frame.value.span.start, frame.value.span.end);
  const related: Related[] = others.map(({ what, place }) => ({
    ...place,
    message: `${what} is here`,
  }));
  const what = others
    .map((other) => `${other.what} (line ${lineOf(other.place.source, other.place.span.start)})`)
    .join(', ');
  context.report(
    registry.make(
      'mode-conflict',
      { source: file.source, span },
      { what, frame: value ?? `last of ${of?.kind === 'shot' ? of.id : 'S'}` },
      { related },
    ),
  );
}

function relationPlace({ relation }: ShotBlock, file: LoadedFile, message: string): Related[] {
  return relation ? [{ source: file.source, span: relation.span, message }] : [];
}
