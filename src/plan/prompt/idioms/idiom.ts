/**
 * How a relation is put to the service. Each relation that works on clips has its idiom in a file of
 * its own; a shot without one is written as it stands.
 */
import type { RelationKind } from '../../../language/syntax.ts';
import type { PromptContext } from '../context.ts';
import { editIdiom } from './edit.ts';
import { extendIdiom, precedeIdiom } from './extend.ts';
import { joinIdiom } from './join.ts';

/** The sentences of the body under this idiom, without those of setting, style and avoid. */
export type Idiom = (context: PromptContext) => readonly string[];

/** `continues` is not here: the frame that it starts on says all. */
export const idioms: Readonly<Partial<Record<RelationKind, Idiom>>> = {
  extends: extendIdiom,
  precedes: precedeIdiom,
  edits: editIdiom,
  joins: joinIdiom,
};
