/** Diagnostics for people: where, what, the line with a mark under the place, and what to do. */
import type { Diagnostic, Place } from '../../source/diagnostic.ts';
import { positionOf } from '../../source/text.ts';
import type { Paint } from '../paint.ts';
import { excerptOf } from './excerpt.ts';
import { wrap } from './wrap.ts';

export interface HumanOptions {
  readonly paint: Paint;
  /** Columns that a line may take. */
  readonly width: number;
  /** How a file is called: relative to the working directory. */
  readonly nameOf: (path: string) => string;
}

export function humanDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: HumanOptions,
): string {
  return diagnostics.map((diagnostic) => `${humanDiagnostic(diagnostic, options)}\n`).join('\n');
}

function humanDiagnostic(diagnostic: Diagnostic, options: HumanOptions): string {
  const { paint } = options;
  const tone = diagnostic.severity === 'error' ? paint.red : paint.yellow;
  const lines = [
    `${paint.bold(locate(diagnostic, options))} ${tone(diagnostic.severity)} ${paint.dim(diagnostic.code)}`,
    ...indented(diagnostic.message, '  ', options),
    ...excerpt(diagnostic, '^', tone, options),
  ];
  for (const related of diagnostic.related) {
    lines.push(
      ...indented(`${related.message} (${locate(related, options)})`, '  ', options),
      ...excerpt(related, '-', paint.cyan, options),
    );
  }
  if (diagnostic.hint !== undefined) lines.push(...advice('→', diagnostic.hint, options));
  for (const fix of diagnostic.fixes) {
    if (fix.title !== diagnostic.hint) lines.push(...advice('fix:', fix.title, options));
  }
  return lines.join('\n');
}

function locate(place: Place, options: HumanOptions): string {
  const { line, column } = positionOf(place.source, place.span.start);
  return `${options.nameOf(place.source.path)}:${line}:${column}`;
}

function excerpt(
  place: Place,
  mark: string,
  tone: (text: string) => string,
  options: HumanOptions,
): readonly string[] {
  const gutter = 6;
  const shown = excerptOf(place, Math.max(20, options.width - gutter - 3), mark);
  const number = String(shown.line).padStart(gutter);
  return [
    `${options.paint.dim(`${number} │`)} ${shown.text}`.trimEnd(),
    `${options.paint.dim(`${' '.repeat(gutter)} │`)} ${tone(shown.marks)}`,
  ];
}

function advice(sign: string, text: string, options: HumanOptions): readonly string[] {
  const [first, ...rest] = indented(text, ' '.repeat(sign.length + 3), options);
  return [`  ${options.paint.cyan(sign)} ${(first ?? '').trimStart()}`, ...rest];
}

function indented(text: string, indent: string, options: HumanOptions): readonly string[] {
  return text
    .split('\n')
    .flatMap((paragraph) => wrap(paragraph, options.width - indent.length))
    .map((line) => indent + line);
}
