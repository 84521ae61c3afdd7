/** Hover: what a name stands for, what a keyword means, what is wrong at this place. */
import { HoverRequest, type Hover } from 'vscode-languageserver';
import { forms, valueForms } from '../language/forms.ts';
import { blockKeywords, fieldKeywords, relationKeywords } from '../language/keywords.ts';
import { foldKeyword, relationByWord } from '../language/lookup.ts';
import { spanOf } from '../language/values.ts';
import type { Named } from '../semantics/names/name-table.ts';
import type { SourceText, Span } from '../source/text.ts';
import { describeAsset, describeShot, describeVariant, joined } from './describe.ts';
import { diagnosticsByFile } from './diagnostics.ts';
import { feature } from './feature.ts';
import { blockKeywordOf, fieldOf, tokenAt } from './line-tokens.ts';
import { blockMeanings, fieldMeanings, relationMeanings } from './meanings.ts';
import { nameAt } from './names.ts';
import { holds, offsetAt, rangeOf } from './positions.ts';
import type { Analysis, Snapshot } from './snapshot.ts';

export const hover = feature(
  HoverRequest.type,
  { hoverProvider: true },
  async (params, now): Promise<Hover | null> => {
    const { source } = (await now.analysis(params.textDocument.uri)).file;
    const offset = offsetAt(source, params.position);
    const found = await nameAt(params, now);
    const said = found
      ? { span: found.occurrence.span, text: describe(found.occurrence.named, found.analysis) }
      : keywordAt(source, offset);
    const pages = await pagesAt(params.textDocument.uri, offset, now);
    const text = joined([said?.text, ...pages]);
    if (text === '') return null;
    return {
      contents: { kind: 'markdown', value: text },
      ...(said && { range: rangeOf(source, said.span) }),
    };
  },
);

function describe(named: Named, analysis: Analysis): string | undefined {
  const { name } = named;
  const assets = analysis.names.declarations.get(analysis.file)?.assets;
  switch (named.kind) {
    case 'asset': {
      const asset = assets?.get(name)?.asset;
      return asset && describeAsset(asset);
    }
    case 'variant': {
      const asset = assets?.get(named.asset.name)?.asset;
      const variant = asset?.variants.get(name);
      return asset && variant && describeVariant(asset, variant);
    }
    case 'scene': {
      const shots = named.block.body.filter(({ kind }) => kind === 'shot').length;
      const heading = named.block.heading?.text;
      return joined([`**${name}** scene of ${shots} ${shots === 1 ? 'shot' : 'shots'}`, heading]);
    }
    case 'shot': {
      const id = `${named.scene.name}.${name}`;
      return describeShot(id, analysis.compilation) ?? `**${id}**\n\n${notPlanned}`;
    }
  }
}

const notPlanned = 'What it will send is known when the script has no errors.';

/** The meaning of a keyword, and its twin in the other language. */
function keywordAt(
  source: SourceText,
  offset: number,
): { readonly span: Span; readonly text: string } | undefined {
  const token = tokenAt(source, offset);
  if (!token) return undefined;
  const span = spanOf(token);
  const block = blockKeywordOf(token);
  if (block !== undefined) {
    const text = entry([block, ...blockKeywords[block]], blockMeanings[block], forms[block]);
    return { span, text };
  }
  const field = fieldOf(token);
  if (field !== undefined) {
    const takes = `Takes ${valueForms(field)}.`;
    const text = entry([field, ...fieldKeywords[field]], `${fieldMeanings[field]} ${takes}`);
    return { span, text };
  }
  const relation = relationByWord.get(foldKeyword(token.image));
  if (token.tokenType.name !== 'Relation' || relation === undefined) return undefined;
  const words = [relation, ...relationKeywords[relation]];
  return { span, text: entry(words, relationMeanings[relation]) };
}

function entry([word = '', ...twins]: readonly string[], meaning: string, form?: string): string {
  return joined([
    [`**${word}**`, ...twins].join(' · '),
    meaning,
    form === undefined ? undefined : `\`${form}\``,
  ]);
}

/** The first words of the page of each diagnostic that stands here, and where the page lies. */
async function pagesAt(uri: string, offset: number, now: Snapshot): Promise<readonly string[]> {
  const own = (await diagnosticsByFile(now)).byFile.get(uri) ?? [];
  const codes = new Set(own.filter(({ span }) => holds(span, offset)).map(({ code }) => code));
  const { pages } = now.outside;
  return Promise.all(
    [...codes].map(async (code) => {
      const page = await pages.textOf(code);
      const [, ...paragraphs] = page.slice(0, page.indexOf('\n## ')).trim().split('\n\n');
      return joined([`[${code}](${pages.uriOf(code)})`, ...paragraphs]);
    }),
  );
}
