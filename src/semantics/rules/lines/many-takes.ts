/** `takes:` multiplies the price of every shot that it holds for. */
import type { LineRule } from '../../rule.ts';
import { takesLimits } from '../../settings/values.ts';
import { registry } from '../diagnostics.ts';

export const manyTakes: LineRule = {
  name: 'many-takes',
  check(line, context) {
    if (line.kind !== 'field' || line.key !== 'takes' || line.value.kind !== 'integer') {
      return undefined;
    }
    const takes = line.value.value;
    const { advice, most } = takesLimits;
    if (takes <= advice || takes > most) return undefined;
    return registry.make(
      'many-takes',
      { source: context.file.source, span: line.span },
      { takes, which: context.block === 'shot' ? 'This shot' : 'Each shot in here', advice },
    );
  },
};
