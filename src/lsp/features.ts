/** The features, one file each. A new one is a file and a line here. */
import type { Feature } from './feature.ts';
import { codeActions } from './code-actions.ts';
import { formatting } from './formatting.ts';
import { symbols } from './symbols.ts';
import { folding } from './folding.ts';
import { definition } from './definition.ts';
import { references } from './references.ts';
import { prepareRename, rename } from './rename.ts';

export const features: readonly Feature[] = [
  codeActions,
  formatting,
  symbols,
  folding,
  definition,
  references,
  prepareRename,
  rename,
];
