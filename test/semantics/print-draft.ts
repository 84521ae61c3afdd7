/** A checked program as compact text: what is sent, what is said, what plays. No spans, no paths of this machine. */
import type {
  AssetUse,
  Binding,
  BodyLine,
  ClipSource,
  CutItem,
  Medium,
  Program,
  ResolvedWords,
  SentImage,
  SentVideo,
  Shot,
  ShotSource,
  Trim,
} from '../../src/semantics/program.ts';

export function printProgram(program: Program): string {
  const { episode, film, scenes, shots, cut } = program;
  return [
    `episode ${plain({ ...episode })}`,
    `film ${plain({ ...film, soundtrack: film.soundtrack && medium(film.soundtrack.medium), cover: film.cover && cover(film.cover) })}`,
    ...scenes.map(
      ({ name, heading, soundtrack, soundtrackOff }) =>
        `scene ${name}${heading === undefined ? '' : ` "${heading}"`}` +
        (soundtrack ? ` soundtrack=${medium(soundtrack.medium)}` : '') +
        (soundtrackOff ? ' soundtrack=none' : ''),
    ),
    '',
    ...shots.flatMap((shot) => [printShot(shot), '']),
    'cut',
    ...cut.map((item) => `  ${printCutItem(item)}`),
  ].join('\n');
}

export function printShot(shot: Shot): string {
  const lines: string[] = [];
  const { relation, setting } = shot;
  lines.push(
    `${shot.id} ${shot.mode} ${shot.language} ${shot.model} ${shot.resolution} ${shot.ratio} ${shot.duration}` +
      (shot.audio ? '' : ' silent') +
      (shot.watermark ? ' watermark' : '') +
      (shot.seed === undefined ? '' : ` seed=${shot.seed}`) +
      (shot.takes === 1 ? '' : ` takes=${shot.takes}`) +
      (shot.omit ? ' omit' : '') +
      trim(shot.trim),
  );
  if (relation) lines.push(`  ${relation.kind} ${relation.of.map(clip).join(', ')}`);
  for (const image of shot.images) lines.push(`  image ${sent(image)} as ${image.role}`);
  for (const video of shot.videos) lines.push(`  video ${sent(video)}`);
  for (const audio of shot.audios)
    lines.push(`  audio ${medium(audio.source)} ${bindings(audio.bindings)}`);
  if (setting.at) lines.push(`  at ${use(setting.at)}`);
  if (setting.style)
    lines.push(`  style ${'asset' in setting.style ? use(setting.style) : words(setting.style)}`);
  if (setting.timeOfDay !== undefined) lines.push(`  time ${setting.timeOfDay}`);
  shot.body.forEach((inner, index) => {
    if (index > 0) lines.push(`  cut ${inner.cut ? words(inner.cut) : ''}`);
    for (const line of inner.lines) lines.push(`  ${printLine(line)}`);
  });
  if (shot.prompt) lines.push(`  prompt ${words(shot.prompt)}`);
  for (const avoid of shot.avoid) lines.push(`  avoid ${words(avoid)}`);
  for (const caption of shot.captions) lines.push(`  caption ${caption.text}`);
  for (const [key, { value, from, sent: isSent }] of Object.entries(shot.inherited)) {
    lines.push(`  from ${from}: ${key} ${value}${isSent ? '' : ' (silent)'}`);
  }
  for (const [key, { value, insteadOf }] of Object.entries(shot.derived)) {
    lines.push(`  derived ${key} ${value} instead of ${insteadOf}`);
  }
  for (const [key, value] of Object.entries(shot.service))
    lines.push(`  service ${key} ${JSON.stringify(value)}`);
  return lines.join('\n');
}

function printLine(line: BodyLine): string {
  if (line.kind !== 'dialogue') return `${line.kind} ${words(line.words)}`;
  const { speakers, delivery, manners, text } = line.spoken;
  const who = speakers.map((speaker) =>
    typeof speaker === 'string' ? `“${speaker}”` : use(speaker),
  );
  return `says ${who.join(', ')} ${delivery} [${manners.join(', ')}] ${text}`;
}

function printCutItem(item: CutItem): string {
  switch (item.kind) {
    case 'title':
      return `title ${item.text} ${item.milliseconds}ms`;
    case 'clip':
      return (
        `clip ${item.shot}${item.again ? ' again' : ''}${item.dropFirstFrame ? ' -1' : ''}` +
        trim(item.trim)
      );
    case 'footage':
      return `footage ${medium(item.medium)}${trim(item.trim)}`;
    case 'still':
      return `still ${medium(item.medium)} ${item.milliseconds}ms`;
    case 'black':
      return `black ${item.milliseconds}ms`;
    case 'transition':
      return `${item.transition} ${item.milliseconds}ms`;
  }
}

function sent({ source, bindings: of }: SentImage | SentVideo): string {
  return `${sourceText(source)} ${bindings(of)}`;
}

function sourceText(source: SentImage['source'] | SentVideo['source']): string {
  if ('lastFrameOf' in source) return `last of ${source.lastFrameOf}`;
  return 'clipOf' in source ? `clip of ${source.clipOf}` : medium(source);
}

function bindings(list: readonly Binding[]): string {
  const texts = list.map((binding) => {
    switch (binding.kind) {
      case 'asset':
        return use(binding.use);
      case 'reference':
        return binding.purpose ? `reference for ${words(binding.purpose)}` : 'reference';
      case 'voice':
        return `voice of ${typeof binding.of === 'string' ? binding.of : use(binding.of)}`;
      default:
        return binding.kind;
    }
  });
  return `(${texts.join('; ')})`;
}

function medium({ location }: Medium): string {
  return location.kind === 'file'
    ? location.path
    : location.kind === 'remote'
      ? location.url
      : `asset://${location.id}`;
}

function clip(source: ClipSource): string {
  return source.kind === 'shot' ? source.id : `@${source.asset.name}`;
}

function cover(source: { kind: 'medium'; medium: Medium } | ShotSource): string {
  return source.kind === 'shot' ? source.id : medium(source.medium);
}

function use({ asset, variant }: AssetUse): string {
  return variant ? `@${asset.name}.${variant.name}` : `@${asset.name}`;
}

function words(resolved: ResolvedWords): string {
  return resolved.map((part) => (typeof part === 'string' ? part : `{${use(part)}}`)).join('');
}

function trim(range: Trim | undefined): string {
  return range ? ` ${range.fromMs ?? ''}..${range.toMs ?? ''}ms` : '';
}

function plain(values: object): string {
  return JSON.stringify(values);
}
