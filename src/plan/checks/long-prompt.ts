/** A prompt beyond what the service advises: it is sent whole, and followed less closely. */
import { promptAdvice } from '../../seedance/capabilities.ts';
import type { Shot } from '../../semantics/program.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import { planDiagnostics } from '../diagnostics.ts';
import type { Prompt } from '../prompt/write-prompt.ts';

export function checkLongPrompt(shot: Shot, { text }: Prompt): Diagnostic[] {
  // No prompt has more words or Han characters than it has characters.
  if (text.length <= promptAdvice.chineseCharacters) return [];
  const chinese = shot.language === 'zh';
  const count = text.match(chinese ? hanCharacter : word)?.length ?? 0;
  const most = chinese ? promptAdvice.chineseCharacters : promptAdvice.englishWords;
  if (count <= most) return [];
  const unit = chinese ? 'Chinese characters' : 'words';
  return [planDiagnostics.make('long-prompt', shot.place, { shot: shot.id, count, unit, most })];
}

const hanCharacter = /\p{Script=Han}/gu;
const word = /\S+/g;
