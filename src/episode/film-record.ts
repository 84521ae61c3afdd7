/**
 * What a film that is there was made from, and what was said of it. Where it would be made from the
 * same again, there is nothing to do. The cutting room has such a record, and who orders the film its own.
 */
import { readFile } from 'node:fs/promises';
import { ifThere, isThere } from '../files.ts';
import { jsonOf } from '../json.ts';
import { stampOf } from '../file-stamp.ts';
import { writeWhole } from '../whole-file.ts';

interface FilmRecord<Report> {
  /** Hash of everything that decides the film's bytes, and of the code that makes them. */
  readonly recipe: string;
  /** Of the film when it was done: one that somebody has touched is made anew. */
  readonly stamp: string;
  readonly report: Report;
}

/** The report of the film at `output`, where it was made by `recipe` and nobody has touched it since. */
export async function unchangedFilm<Report>(
  recordPath: string,
  recipe: string | undefined,
  output: string,
): Promise<Report | undefined> {
  const record = jsonOf((await ifThere(readFile(recordPath, 'utf8'))) ?? '');
  if (recipe === undefined || !isRecord<Report>(record) || record.recipe !== recipe) {
    return undefined;
  }
  if (!(await isThere(output)) || record.stamp !== stampOf(output)) return undefined;
  return record.report;
}

export async function keepRecord<Report>(
  recordPath: string,
  recipe: string | undefined,
  output: string,
  report: Report,
): Promise<void> {
  if (recipe === undefined) return;
  const record: FilmRecord<Report> = { recipe, stamp: stampOf(output), report };
  await writeWhole(recordPath, JSON.stringify(record));
}

/** The recipe holds the hash of the code: a report by the same code has the same shape. */
function isRecord<Report>(value: unknown): value is FilmRecord<Report> {
  return typeof value === 'object' && value !== null && 'recipe' in value && 'report' in value;
}
