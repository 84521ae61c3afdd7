/** Assets and shots in words, for hover and completion; Markdown. */
import type { Compilation } from '../compile.ts';
import { urlOf } from '../store/content-urls.ts';
import type { Asset, Medium, Variant } from '../semantics/program.ts';

/** `character “林夏”` */
export function titleOf({ kind, name, displayName }: Asset): string {
  return displayName === name ? kind : `${kind} “${displayName}”`;
}

export function describeAsset(asset: Asset): string {
  const { name, look, face, images, voice, file, variants } = asset;
  return joined([
    `**@${name}** ${titleOf(asset)}`,
    look,
    mediaOf({
      face: face ? [face] : [],
      image: images,
      voice: voice ? [voice] : [],
      file: file ? [file] : [],
    }),
    variants.size > 0 ? `Looks: ${[...variants.keys()].join(', ')}` : undefined,
  ]);
}

export function describeVariant(asset: Asset, variant: Variant): string {
  const { name, displayName, look, images } = variant;
  const title = displayName === name ? '' : ` “${displayName}”`;
  return joined([
    `**@${asset.name}.${name}**${title}, a look of ${titleOf(asset)}`,
    look,
    images.length > 0
      ? mediaOf({ image: images })
      : 'It has no picture of its own: those of the plain look stand for it.',
  ]);
}

/** What a shot will send, as the plan has it; undefined where the script has errors. */
export function describeShot(id: string, { plan }: Compilation): string | undefined {
  const task = plan?.tasks.find((one) => one.id === id);
  if (!task) return undefined;
  const { request, estimate, dependsOn } = task;
  const { model, resolution, ratio, duration, content } = request;
  const seconds = duration === -1 ? 'as long as the model decides' : `${duration} s`;
  const { tokens, cost, exact } = estimate;
  const sums = `${tokens.toLocaleString('en')} tokens, ${cost.CNY} CNY or ${cost.USD} USD`;
  const media = content.flatMap((item) => {
    if (item.type === 'text') return [];
    return [`- ${item.role.replaceAll('_', ' ')}: \`${urlOf(item)}\``];
  });
  const prompt = content.flatMap((item) => (item.type === 'text' ? [item.text] : []));
  return joined([
    `**${id}** ${seconds}, ${resolution}, ${ratio}, ${model}`,
    dependsOn.length > 0 ? `Made from: ${dependsOn.join(', ')}` : undefined,
    media.length > 0 ? `Sent with it:\n${media.join('\n')}` : undefined,
    ...prompt.map((text) => `\`\`\`text\n${text}\n\`\`\``),
    `${exact ? '' : 'At most '}${sums}`,
  ]);
}

function mediaOf(media: Readonly<Record<string, readonly Medium[]>>): string | undefined {
  const lines = Object.entries(media).flatMap(([field, all]) =>
    all.map((medium) => `- ${field}: \`${addressOf(medium)}\`${factsOf(medium)}`),
  );
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function addressOf({ location }: Medium): string {
  switch (location.kind) {
    case 'file':
      return location.path;
    case 'remote':
      return location.url;
    case 'asset':
      return `asset://${location.id}`;
  }
}

function factsOf({ facts }: Medium): string {
  if (!facts) return '';
  const parts = [
    'width' in facts && facts.width !== undefined && facts.height !== undefined
      ? `${facts.width}×${facts.height}`
      : undefined,
    'seconds' in facts && facts.seconds !== undefined ? `${facts.seconds} s` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? ` ${parts.join(', ')}` : '';
}

export function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n\n');
}
