/** What a request sends beside its words, numbered as the prompt numbers it. */
import type { MediumKind } from '../media/facts.ts';
import type { PlanTask } from '../plan/plan.ts';
import type { Binding, Shot } from '../semantics/program.ts';
import { mediumKindOf, shotReference, urlOf } from '../store/content-urls.ts';
import { fileNameOf } from './names.ts';
import type { PromptPiece, Reference } from './report.ts';

/** @param pictureOf the picture of a URL of the content array */
export function referencesOf(
  task: Pick<PlanTask, 'request'>,
  shot: Shot | undefined,
  pictureOf: (url: string) => string | undefined,
): readonly Reference[] {
  const counts: Record<MediumKind, number> = { image: 0, video: 0, audio: 0 };
  return task.request.content.flatMap((item): readonly Reference[] => {
    if (item.type === 'text') return [];
    const url = urlOf(item);
    const type = mediumKindOf(item);
    const number = (counts[type] += 1);
    const origin = originOf(url);
    const picture = pictureOf(url);
    return [
      {
        type,
        number,
        role: item.role,
        label: labelOf(shot, type, number) ?? origin,
        origin,
        ...(picture === undefined ? {} : { picture }),
      },
    ];
  });
}

const mark =
  /(?<zh>图片|视频|音频) ?(?<zhNumber>\d+)|\b(?<en>Image|Video|Audio) (?<enNumber>\d+)\b/gu;
const types: Readonly<Record<string, MediumKind>> = {
  图片: 'image',
  视频: 'video',
  音频: 'audio',
  Image: 'image',
  Video: 'video',
  Audio: 'audio',
};

/** The prompt cut at the places where it names what is sent. */
export function promptPieces(
  prompt: string,
  references: readonly Reference[],
): readonly PromptPiece[] {
  const pieces: PromptPiece[] = [];
  let at = 0;
  for (const match of prompt.matchAll(mark)) {
    const { zh, zhNumber, en, enNumber } = match.groups ?? {};
    const type = types[zh ?? en ?? ''];
    const number = Number(zhNumber ?? enNumber);
    const reference = references.findIndex((one) => one.type === type && one.number === number);
    if (reference === -1) continue;
    if (match.index > at) pieces.push({ text: prompt.slice(at, match.index) });
    pieces.push({ text: match[0], reference });
    at = match.index + match[0].length;
  }
  return at < prompt.length ? [...pieces, { text: prompt.slice(at) }] : pieces;
}

export function promptOf(task: Pick<PlanTask, 'request'>): string {
  return task.request.content
    .flatMap((item) => (item.type === 'text' ? [item.text] : []))
    .join('\n');
}

/** Never a whole address: a link may carry a signature. */
function originOf(url: string): string {
  const shot = shotReference(url);
  if (shot) return shot.task;
  if (url.startsWith('file:')) return fileNameOf(url);
  return URL.canParse(url) && url.startsWith('https:')
    ? `${new URL(url).host}/…/${fileNameOf(url)}`
    : url;
}

function labelOf(shot: Shot | undefined, type: MediumKind, number: number): string | undefined {
  const sent = { image: shot?.images, video: shot?.videos, audio: shot?.audios }[type];
  const names = (sent?.[number - 1]?.bindings ?? []).flatMap(nameOf);
  return names.length === 0 ? undefined : [...new Set(names)].join(', ');
}

function nameOf(binding: Binding): readonly string[] {
  switch (binding.kind) {
    case 'asset': {
      const { asset, variant } = binding.use;
      return [variant ? `${asset.displayName} · ${variant.displayName}` : asset.displayName];
    }
    case 'voice':
      return [typeof binding.of === 'string' ? binding.of : binding.of.asset.displayName];
    case 'opening':
    case 'reference':
    case 'first-frame':
    case 'last-frame':
    case 'relation':
      return [];
  }
}
