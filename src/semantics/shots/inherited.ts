/** What a shot has from outside, by setting, and whether it is sent: nothing is inherited in secret. */
import { plainText, type Prose } from '../names/prose.ts';
import type { Mention } from '../names/lookup.ts';
import type { AssetUse, Inherited } from '../program.ts';
import type { Settings, StyleValue, Valued } from '../settings/settings.ts';
import type { ScalarKey, Scalars } from '../settings/values.ts';

export interface Speaking {
  /** The inherited place, style, light and time of day are sent. */
  readonly setting: boolean;
  /** Inherited camera lines are sent. */
  readonly camera: boolean;
  /** Inherited `avoid` is sent. */
  readonly avoid: boolean;
  /** The shot's own camera or light stands in the place of the inherited one. */
  readonly replaced: ReadonlySet<'camera' | 'light'>;
  readonly timeOfDay: string | undefined;
  /** The length is that of the clip which this shot edits. */
  readonly durationGivesWay: boolean;
}

/** Shots that inherit the same in the same way share one record. */
export function inheritedOf(
  settings: Settings,
  speaking: Speaking,
): Readonly<Record<string, Inherited>> {
  let known = records.get(settings);
  if (!known) records.set(settings, (known = new Map<string, Record<string, Inherited>>()));
  const key = keyOf(speaking);
  let record = known.get(key);
  if (!record) known.set(key, (record = listInherited(settings, speaking)));
  return record;
}

const records = new WeakMap<Settings, Map<string, Readonly<Record<string, Inherited>>>>();

function keyOf({
  setting,
  camera,
  avoid,
  replaced,
  durationGivesWay,
  timeOfDay,
}: Speaking): string {
  return (
    (setting ? 's' : '-') +
    (camera ? 'c' : '-') +
    (avoid ? 'a' : '-') +
    (durationGivesWay ? 'd' : '-') +
    (replaced.size === 0 ? '' : [...replaced].sort().join('+')) +
    (timeOfDay ?? '')
  );
}

function listInherited(
  settings: Settings,
  speaking: Speaking,
): Readonly<Record<string, Inherited>> {
  const inherited: Record<string, Inherited> = {};
  const { scalars } = settings;
  for (const key of Object.keys(scalars) as ScalarKey[]) {
    const valued = scalars[key];
    if (!valued) continue;
    const sent = !(key === 'duration' && speaking.durationGivesWay);
    add(inherited, key, valued, scalarText(key, valued.value), sent);
  }
  const { at, style } = settings;
  if (at?.value) add(inherited, 'at', at, mentionText(at.value), speaking.setting);
  if (style?.value) add(inherited, 'style', style, styleText(style.value), speaking.setting);
  for (const line of settings.lines) {
    if (speaking.replaced.has(line.kind)) continue;
    const sent = line.kind === 'light' ? speaking.setting : speaking.camera;
    add(inherited, line.kind, line, plainText(line.words), sent);
  }
  if (speaking.timeOfDay !== undefined) {
    inherited['timeOfDay'] = { value: speaking.timeOfDay, from: 'scene', sent: speaking.setting };
  }
  for (const avoid of settings.avoid) {
    add(inherited, 'avoid', avoid, plainText(avoid.value), speaking.avoid);
  }
  return inherited;
}

/** Several lines of one setting stand behind one another. */
function add(
  inherited: Record<string, Inherited>,
  key: string,
  { level }: Pick<Valued<unknown>, 'level'>,
  value: string,
  sent: boolean,
): void {
  if (level === 'shot') return;
  const earlier = inherited[key];
  inherited[key] = earlier
    ? { value: `${earlier.value} / ${value}`, from: level, sent }
    : { value, from: level, sent };
}

function scalarText(key: ScalarKey, value: Scalars[ScalarKey]): string {
  if (typeof value === 'object') return value.id;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return key === 'duration' && value !== 'auto' ? `${value}s` : String(value);
}

function styleText(value: NonNullable<StyleValue>): string {
  return isMention(value) ? mentionText(value) : plainText(value);
}

function isMention(value: Prose | Mention): value is Mention {
  return 'asset' in value;
}

function mentionText({ asset, variant }: AssetUse): string {
  return variant ? `@${asset.name}.${variant.name}` : `@${asset.name}`;
}
