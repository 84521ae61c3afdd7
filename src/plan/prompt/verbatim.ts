/** `prompt:`: the whole text as written, its mentions turned into the numbers of what they sent. */
import type { AssetUse } from '../../semantics/program.ts';
import type { PromptContext } from './context.ts';

export function verbatimText({ shot, wording, numbers, language }: PromptContext): string {
  const parts = shot.prompt ?? [];
  return parts
    .map((part) => (typeof part === 'string' ? part : (numbered(part) ?? part.asset.displayName)))
    .join('')
    .trim();

  function numbered({ asset }: AssetUse): string | undefined {
    const named = (['image', 'video', 'audio'] as const).flatMap((type) => {
      const own = numbers.of(asset, type);
      return own.length === 0 ? [] : [wording.items(type, own)];
    });
    return named.length === 0 ? undefined : named.join(language === 'zh' ? '、' : ', ');
  }
}
