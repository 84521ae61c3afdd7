/** Whether the words beside a script can be read. */
import type { Plan } from '../../plan/plan.ts';
import { translationFiles } from './translation-files.ts';

/**
 * Before anything is bought: a file that could not be read once the clips are there is refused now.
 * Throws Failure `configuration`.
 */
export async function checkTranslations(plan: Plan, script: string): Promise<void> {
  if (plan.film.subtitles === 'off' || (await translationFiles(script)).length === 0) return;
  const { readTranslations } = await import('./read-translations.ts');
  await readTranslations(script);
}
