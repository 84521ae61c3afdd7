/**
 * A folder is a case: `input.scene`, in which each `‸` is a place that is asked about in turn, beside it
 * the files that it imports, and `expected.txt`. Media that nobody wrote are there all the same.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Position, Range, TextDocumentPositionParams } from 'vscode-languageserver';
import { readScript } from '../../src/cli/compile/script.ts';
import { offsetAt } from '../../src/lsp/positions.ts';
import { Snapshot, type Outside } from '../../src/lsp/snapshot.ts';
import type { Host } from '../../src/source/host.ts';
import { lineOf, startOfLine, textOfLine, type SourceText } from '../../src/source/text.ts';
import { memoryHost } from '../support/memory-host.ts';

const caret = '‸';
export const casesFolder = path.join(import.meta.dirname, 'cases');
export const folder = 'file:///project';

export interface AskedCase {
  readonly now: Snapshot;
  readonly uri: string;
  /** Without the marks. */
  readonly text: string;
  readonly asked: readonly TextDocumentPositionParams[];
  /** The whole script. */
  readonly range: Range;
  /** `names.txt`: what is to be tried as a new name, one a line. */
  readonly names: readonly string[];
}

export function outsideOf(host: Host): Outside {
  return {
    host,
    read: (script, through) => readScript({ host: through }, { path: script }),
    pages: {
      textOf: (code) => Promise.resolve(readFileSync(`docs/diagnostics/${code}.md`, 'utf8')),
      uriOf: (code) => `file:///docs/${code}.md`,
    },
  };
}

export function readCase(name: string): AskedCase {
  const at = path.join(casesFolder, name);
  const files: Record<string, string> = {};
  for (const entry of readdirSync(at, { recursive: true, encoding: 'utf8' })) {
    if (statSync(path.join(at, entry)).isDirectory()) continue;
    files[entry] = readFileSync(path.join(at, entry), 'utf8');
  }
  const names = files['names.txt']?.trim().split('\n') ?? [];
  const marked = files['input.scene'] ?? '';
  const text = marked.replaceAll(caret, '');
  files['input.scene'] = text;
  const uri = `${folder}/input.scene`;
  const source = { path: '/project/input.scene', text };
  const asked = [...marked.matchAll(new RegExp(caret, 'g'))].map(({ index }, earlier) => ({
    textDocument: { uri },
    position: positionAt(source, index - earlier),
  }));
  const now = new Snapshot(outsideOf(memoryHost(files)), [{ uri, text }], ['/project']);
  const range = { start: { line: 0, character: 0 }, end: positionAt(source, text.length) };
  return { now, uri, text, asked, range, names };
}

function positionAt(source: SourceText, offset: number): Position {
  return { line: lineOf(source, offset) - 1, character: offset - startOfLine(source, offset) };
}

/** The line of a range with the range in brackets. */
export async function shown(uri: string, range: Range, now: Snapshot): Promise<string> {
  const source = { path: uri, text: await textOf(uri, now) };
  const start = offsetAt(source, range.start);
  const end = offsetAt(source, range.end);
  const line = range.start.line + 1;
  const from = startOfLine(source, start);
  const written = textOfLine(source, line);
  const marked = `${written.slice(0, start - from)}⟦${source.text.slice(start, end)}⟧${written.slice(end - from)}`;
  return `${uri.slice(folder.length + 1)}:${line} ${marked.trim()}`;
}

async function textOf(uri: string, now: Snapshot): Promise<string> {
  const read = await now.host.readFile(decodeURI(uri.slice('file://'.length)));
  return read.ok ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes) : '';
}

/** The text of a file after the edits. */
export async function edited(
  uri: string,
  edits: readonly { readonly range: Range; readonly newText: string }[],
  now: Snapshot,
): Promise<string> {
  let text = await textOf(uri, now);
  const source = { path: uri, text };
  const last = edits.toSorted(
    (a, b) => offsetAt(source, b.range.start) - offsetAt(source, a.range.start),
  );
  for (const { range, newText } of last) {
    text =
      text.slice(0, offsetAt(source, range.start)) +
      newText +
      text.slice(offsetAt(source, range.end));
  }
  return text;
}
