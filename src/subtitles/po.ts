/**
 * Dialogue in other languages, as gettext's PO: `EPISODE.en.po` beside the script. Each entry is a line
 * of dialogue (`msgid`) in its shot (`msgctxt`), so that a line which has changed since is known to be
 * not translated, and no time stamp grows old.
 */
import { po } from 'gettext-parser';
import type { GetTextTranslation, GetTextTranslations } from 'gettext-parser';
import { Failure } from '../failure.ts';
import type { PlanTask } from '../plan/plan.ts';
import type { PlacedLine } from './place-lines.ts';

export interface PoTranslation {
  /** As BCP 47 writes it: `en`, `zh-Hant`. */
  readonly language: string;
  /** The words of a line, or undefined where they are not translated. */
  wordsOf(shot: string, text: string): string | undefined;
  /** By shot and line, as they stand in the file. */
  readonly entries: GetTextTranslations['translations'];
}

/** Throws Failure `configuration` where the text is no PO file. */
export function readPo(text: string, file: string, language: string): PoTranslation {
  const { translations, obsolete } = parsePo(text, file);
  const entries = merged(translations, obsolete ?? {});
  return {
    language,
    entries,
    wordsOf(shot, words) {
      const entry = entries[shot]?.[words] ?? entries['']?.[words];
      const fuzzy = entry?.comments?.flag?.includes('fuzzy') ?? false;
      const [translated] = entry?.msgstr ?? [];
      return fuzzy || !translated ? undefined : translated;
    },
  };
}

/** The lines in the other language; what is not translated stays as it was said, and is named. */
export function translate(
  lines: readonly PlacedLine[],
  translation: PoTranslation,
): { readonly lines: readonly PlacedLine[]; readonly missing: readonly PlacedLine[] } {
  const missing: PlacedLine[] = [];
  const translated = lines.map((line) => {
    const text = translation.wordsOf(line.shot, line.text);
    if (text === undefined) missing.push(line);
    return { ...line, text: text ?? line.text };
  });
  return { lines: translated, missing };
}

/**
 * A PO file of every line of the tasks. What is translated already stays; a translation whose line is
 * no longer in the script is kept as obsolete, for its words may come back.
 */
export function poOf(
  tasks: readonly Pick<PlanTask, 'id' | 'dialogue' | 'source'>[],
  language: string,
  translation?: PoTranslation,
): string {
  const translations: MutableEntries = { '': { '': { msgid: '', msgstr: [''] } } };
  for (const { id, dialogue, source } of tasks) {
    // Other takes of a shot say what the first one says.
    if (id.includes('#')) continue;
    for (const { speaker, text, line } of dialogue) {
      const shot = (translations[id] ??= {});
      const known = translation?.entries[id]?.[text];
      shot[text] = {
        msgctxt: id,
        msgid: text,
        msgstr: known?.msgstr ?? [''],
        comments: {
          ...known?.comments,
          reference: `${source.file}:${line}`,
          extracted: speaker,
        },
      };
    }
  }
  const headers = {
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Transfer-Encoding': '8bit',
    Language: language,
  };
  const obsolete = withoutHome(translation?.entries ?? {}, translations);
  const table = { charset: 'utf-8', headers, translations, obsolete };
  return `${po.compile(table, { foldLength: 0 }).toString('utf8').trimEnd()}\n`;
}

type Entries = GetTextTranslations['translations'];
type MutableEntries = Record<string, Record<string, GetTextTranslation>>;

function withoutHome(known: Entries, current: Entries): Entries {
  const obsolete: MutableEntries = {};
  for (const [shot, entries] of Object.entries(known))
    for (const [text, entry] of Object.entries(entries)) {
      const isHeader = shot === '' && text === '';
      if (isHeader || current[shot]?.[text] || !entry.msgstr.some((words) => words !== ''))
        continue;
      (obsolete[shot] ??= {})[text] = { ...entry, obsolete: true };
    }
  return obsolete;
}

/** A line that comes back finds the words that it had. */
function merged(translations: Entries, obsolete: Entries): Entries {
  const all: MutableEntries = {};
  for (const table of [obsolete, translations])
    for (const [shot, entries] of Object.entries(table)) all[shot] = { ...all[shot], ...entries };
  return all;
}

function parsePo(text: string, file: string): GetTextTranslations {
  try {
    return po.parse(text, { validation: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('configuration', `${file} is no PO file: ${why}.`, {
      hint: 'Write one anew with `scene export FILE --to po`, or open it in an editor for PO files.',
      cause,
    });
  }
}
