/** In one shot a character has one look: that of the mention that says one, else that of the cast. */
import type { Context } from '../context.ts';
import type { Mention } from '../names/lookup.ts';
import { reportTwoLooks } from '../names/two-looks.ts';
import type { Looks } from '../names/prose.ts';
import type { Asset, Variant } from '../program.ts';
import type { Settings } from '../settings/settings.ts';

/** `mentions` are all that are pictured or spoken of, in the order of the lines. */
export function looksOf(
  mentions: Iterable<Mention>,
  { cast, at }: Settings,
  context: Context,
): Looks {
  let looks: Map<Asset, Variant | undefined> | undefined;
  let said: Map<Asset, Mention> | undefined;
  if (at?.value?.variant) looks = new Map(cast).set(at.value.asset, at.value.variant);
  for (const mention of mentions) {
    if (!mention.variant && !mention.plain) continue;
    const first = said?.get(mention.asset);
    if (!first) {
      (said ??= new Map()).set(mention.asset, mention);
      (looks ??= new Map(cast)).set(mention.asset, mention.variant);
    } else if (first.variant !== mention.variant) {
      reportTwoLooks(first, mention, context);
      return looks ?? cast;
    }
  }
  return looks ?? cast;
}
