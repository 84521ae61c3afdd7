/** `service:` goes into the request as it stands: nobody here checks what it does or costs. */
import type { LineRule } from '../../rule.ts';
import { registry } from '../diagnostics.ts';

export const serviceUnchecked: LineRule = {
  name: 'service-unchecked',
  check(line, context) {
    if (line.kind !== 'field' || line.value.kind !== 'service') return undefined;
    return registry.make(
      'service-unchecked',
      { source: context.file.source, span: line.span },
      { key: line.value.key },
    );
  },
};
