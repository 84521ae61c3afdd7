/** What languages are called. */
import { iso6392 } from 'iso-639-2';
import type { Plan } from '../plan/plan.ts';

/** The three letters that an MP4 track has room for (ISO 639-2/T); `und` where there are none. */
export function threeLetters(tag: string): string {
  const primary = (tag.split('-')[0] ?? '').toLowerCase();
  const found = iso6392.find(
    ({ iso6391, iso6392B, iso6392T }) =>
      iso6391 === primary || iso6392B === primary || iso6392T === primary,
  );
  return found?.iso6392T ?? found?.iso6392B ?? 'und';
}

/** The language that most of the words are in, as far as their script tells: Chinese, Japanese, Korean; else English. */
export function languageOf(texts: readonly string[]): string {
  const text = texts.join('');
  const count = (script: RegExp): number => text.match(script)?.length ?? 0;
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(/\p{Script=Hangul}/gu);
  const han = count(/\p{Script=Han}/gu);
  const latin = count(/\p{Script=Latin}+/gu);
  if (kana > 0 && kana + han >= latin) return 'ja';
  if (hangul > latin) return 'ko';
  return han >= latin && han > 0 ? 'zh' : 'en';
}

/** The language of the dialogue; a script without dialogue is in that of its title. */
export function spokenLanguageOf({ tasks, episode }: Pick<Plan, 'tasks' | 'episode'>): string {
  const lines = tasks.flatMap(({ dialogue }) => dialogue.map(({ text }) => text));
  return languageOf(lines.length > 0 ? lines : [episode.title ?? '']);
}
