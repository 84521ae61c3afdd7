/** Looks up what a mention names, and says what is wrong where nothing of that name is there. */
import type { AssetKind } from '../../language/syntax.ts';
import type { Place } from '../../source/diagnostic.ts';
import { type Context, declarationsOf } from '../context.ts';
import { registry } from '../diagnostics.ts';
import type { Asset, AssetUse } from '../program.ts';
import type { LoadedFile } from '../sources.ts';
import { withArticle } from './article.ts';
import { plainLook } from './declare.ts';
import { nearName } from '../../source/near-name.ts';

/** A mention, resolved. `base` was written where `plain` holds; a bare one leaves the look open. */
export interface Mention extends AssetUse {
  readonly plain: boolean;
  readonly place: Place;
}

export interface MentionText {
  readonly name: string;
  readonly variant?: string | undefined;
}

export interface LookupOptions {
  /** What may stand here, and how a message calls that. Absent: any asset. */
  readonly wanted?: Wanted;
}

export interface Wanted {
  readonly kinds: readonly AssetKind[];
  readonly called: string;
}

export const speakerWanted: Wanted = {
  kinds: ['character', 'narrator'],
  called: 'a character or a narrator',
};
export const castWanted: Wanted = {
  kinds: ['character', 'prop', 'place'],
  called: 'something that has looks: a character, a prop or a place',
};
export const placeWanted: Wanted = { kinds: ['place'], called: 'a place' };
export const styleWanted: Wanted = { kinds: ['style'], called: 'a style' };
export const videoWanted: Wanted = { kinds: ['video'], called: 'a shot or a video' };
export const audioWanted: Wanted = { kinds: ['audio'], called: 'an audio' };

/** Undefined where the name is not understood: then it has been reported. */
export function lookUp(
  text: MentionText,
  place: Place,
  file: LoadedFile,
  context: Context,
  { wanted }: LookupOptions = {},
): Mention | undefined {
  const declarations = declarationsOf(context, file);
  const asset = declarations.assets.get(text.name)?.asset;
  if (!asset) {
    reportUnknown(text.name, place, file, context, wanted);
    return undefined;
  }
  if (wanted && !wanted.kinds.includes(asset.kind)) {
    const related = relatedDeclaration(asset, file, context);
    context.report(
      registry.make(
        'wrong-asset',
        place,
        { name: asset.name, is: withArticle(asset.kind), wants: wanted.called },
        { related },
      ),
    );
    return undefined;
  }
  if (text.variant === undefined) return { asset, plain: false, place };
  if (text.variant === plainLook) return { asset, plain: true, place };
  const variant = asset.variants.get(text.variant);
  if (variant) return { asset, variant, plain: false, place };
  reportVariant(asset, text.variant, place, file, context);
  return undefined;
}

function reportVariant(
  asset: Asset,
  variant: string,
  place: Place,
  file: LoadedFile,
  context: Context,
): void {
  if (mayBeDeclared(variant, file)) return;
  const known = [...asset.variants.keys()];
  const near = nearName(variant, known);
  const list =
    known.length === 0
      ? `None is declared: add “variant ${variant}” to @${asset.name}. After a full stop leave a blank.`
      : `There are: ${known.join(', ')}. The plain look is @${asset.name}.base.`;
  context.report(
    registry.make(
      'unknown-variant',
      place,
      { name: asset.name, variant, known: list },
      {
        ...(near === undefined ? {} : { hint: `Did you mean @${asset.name}.${near}?` }),
        related: relatedDeclaration(asset, file, context),
      },
    ),
  );
}

function reportUnknown(
  name: string,
  place: Place,
  file: LoadedFile,
  context: Context,
  wanted: Wanted | undefined,
): void {
  if (mayBeDeclared(name, file)) return;
  const code =
    wanted === speakerWanted || wanted === castWanted ? 'unknown-character' : 'unknown-name';
  const speaker =
    wanted === speakerWanted && speakerAndMore(name, candidates(file, context, wanted));
  if (speaker) {
    const { written, hint } = speaker;
    const fixes = [{ title: `Write ${written}`, edits: [{ span: place.span, text: written }] }];
    context.report(registry.make(code, place, { name }, { hint, fixes }));
    return;
  }
  const near = nearName(name, candidates(file, context, wanted));
  if (near !== undefined) {
    const { span, source } = place;
    const at = source.text.indexOf(name, span.start);
    const fixes =
      at === -1 || at >= span.end
        ? []
        : [
            {
              title: `Write @${near}`,
              edits: [{ span: { start: at, end: at + name.length }, text: near }],
            },
          ];
    context.report(registry.make(code, place, { name }, { hint: `Did you mean @${near}?`, fixes }));
    return;
  }
  const elsewhere = declaredElsewhere(name, context);
  const hint = elsewhere && `It is declared in ${elsewhere}, which this file does not import.`;
  context.report(registry.make(code, place, { name }, hint === undefined ? {} : { hint }));
}

/** `@lin敲门：…`, `@lin说：…`: who speaks, and what they do meanwhile, or the verb that the colon stands for. */
function speakerAndMore(
  name: string,
  speakers: Iterable<string>,
): { readonly written: string; readonly hint: string } | undefined {
  let speaker = '';
  for (const each of speakers) {
    if (name.startsWith(each) && each.length > speaker.length) speaker = each;
  }
  const more = name.slice(speaker.length);
  if (speaker === '' || !onlyHan.test(more)) return undefined;
  const written = verbOfSpeech.test(more) ? `@${speaker}` : `@${speaker}（${more}）`;
  const hint = `Between the speaker and the colon stands a manner in brackets, or nothing: “${written}：…”.`;
  return { written, hint };
}

const onlyHan = /^\p{Script=Han}+$/u;
const verbOfSpeech = /^(?:说|说道|道|问|问道|喊|喊道|答|回答)$/u;

function* candidates(
  file: LoadedFile,
  context: Context,
  wanted: Wanted | undefined,
): Iterable<string> {
  for (const { asset } of declarationsOf(context, file).assets.values()) {
    if (!wanted || wanted.kinds.includes(asset.kind)) yield asset.name;
  }
}

function declaredElsewhere(name: string, context: Context): string | undefined {
  for (const file of context.sources.files) {
    for (const item of file.tree.items) {
      if (item.kind === 'asset' && item.name.text === name) return file.path;
    }
  }
  return undefined;
}

function relatedDeclaration(asset: Asset, file: LoadedFile, context: Context) {
  const declared = declarationsOf(context, file).assets.get(asset.name);
  return declared ? [{ ...declared.place, message: `@${asset.name} is declared here` }] : [];
}

/**
 * Whether the declaration of a name may be among what was not understood: an import that could not
 * be read, or a line that the parser has already complained about. Then that is the one message.
 */
export function mayBeDeclared(name: string, file: LoadedFile): boolean {
  if (file.incomplete) return true;
  return visibleFiles(file).some((seen) => notUnderstood(seen).includes(name));
}

function visibleFiles(file: LoadedFile): readonly LoadedFile[] {
  const seen = new Set<LoadedFile>();
  function visit(visited: LoadedFile): void {
    if (seen.has(visited)) return;
    seen.add(visited);
    for (const imported of visited.imports) visit(imported.file);
  }
  visit(file);
  return [...seen];
}

const texts = new WeakMap<LoadedFile, string>();

/** The headers and lines of a file that the parser could not read, as one text. */
function notUnderstood(file: LoadedFile): string {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const lines: string[] = [];
  function visit(node: { readonly kind: string; readonly span: Place['span'] }): void {
    if (node.kind === 'bad' || node.kind === 'stray') {
      lines.push(file.source.text.slice(node.span.start, node.span.end).normalize('NFC'));
    }
    if ('body' in node && Array.isArray(node.body)) node.body.forEach(visit);
  }
  file.tree.items.forEach(visit);
  const text = lines.join('\n');
  texts.set(file, text);
  return text;
}
