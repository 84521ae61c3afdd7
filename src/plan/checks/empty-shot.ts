/** A request that has nothing to make a picture from: `avoid:` alone says only what is not there. */
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { BodyLine, Shot } from '../../semantics/program.ts';
import { registry } from '../../semantics/rules/diagnostics.ts';
import type { Prompt } from '../prompt/write-prompt.ts';

export function checkEmptyShot(shot: Shot, prompt: Prompt): Diagnostic[] {
  if (shot.images.length + shot.videos.length + shot.audios.length > 0) return [];
  if (prompt.text !== '' && (hasOwnWords(shot) || hasSetting(shot))) return [];
  return [registry.make('empty-shot', shot.place, { shot: shot.name })];
}

/** A camera or a light that was inherited is no word of the shot's own. */
function hasOwnWords({ body, prompt, inherited }: Shot): boolean {
  if (prompt !== undefined) return true;
  return body.some(
    ({ cut, lines }) =>
      (cut?.length ?? 0) > 0 ||
      lines.some((line) => inherited[line.kind] === undefined && hasWords(line)),
  );
}

function hasWords(line: BodyLine): boolean {
  return line.kind === 'dialogue' || line.words.some((part) => part !== '');
}

function hasSetting({ setting }: Shot): boolean {
  return setting.at !== undefined;
}
