/**
 * One record as one line. Its `check` is of all the rest, so that a line which still reads but is no
 * longer what was written (a digit of a task's id, say) is found out.
 */
import { jsonOf } from '../json.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { journalRecord, journalVersion, type JournalRecord } from './records.ts';

export function lineOf(record: JournalRecord): string {
  return `${JSON.stringify({ ...record, check: checkOf(record) })}\n`;
}

/** The record of a line without its newline, or what is wrong with it. */
export function recordOf(line: string): JournalRecord | string {
  const value = jsonOf(line);
  if (typeof value !== 'object' || value === null) return 'this is not a record';
  if ('v' in value && typeof value.v === 'number' && value.v > journalVersion) {
    return `a newer version of scene wrote this (format ${value.v})`;
  }
  const { check, ...rest }: { readonly check?: unknown } = value;
  const parsed = journalRecord.safeParse(rest);
  if (!parsed.success) {
    return `the record's "${parsed.error.issues[0]?.path.join('.') ?? ''}" does not read`;
  }
  return check === checkOf(rest) ? parsed.data : 'this is not what was written here';
}

function checkOf(record: object): string {
  return sha256(canonicalJson(record)).slice(0, 8);
}
