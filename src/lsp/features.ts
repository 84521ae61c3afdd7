/** The features, one file each. A new one is a file and a line here. */
import { codeActions } from './code-actions.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import type { Feature } from './feature.ts';
import { folding } from './folding.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { links } from './links.ts';
import { references } from './references.ts';
import { prepareRename, rename } from './rename.ts';
import { symbols } from './symbols.ts';

export const features: readonly Feature[] = [
  codeActions,
  completion,
  definition,
  folding,
  formatting,
  hover,
  links,
  prepareRename,
  references,
  rename,
  symbols,
];
