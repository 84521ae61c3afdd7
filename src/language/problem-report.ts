/** What every problem of a text is told with. */
import { languageDiagnostics } from './diagnostics.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import type { SourceText, Span } from '../source/text.ts';

export class ProblemReport {
  readonly diagnostics: Diagnostic[] = [];
  protected readonly source: SourceText;

  constructor(source: SourceText) {
    this.source = source;
  }

  readonly report = <Code extends keyof typeof languageDiagnostics.definitions>(
    code: Code,
    span: Span,
    values: Parameters<typeof languageDiagnostics.make<Code>>[2],
    options?: Parameters<typeof languageDiagnostics.make<Code>>[3],
  ): void => {
    this.diagnostics.push(
      languageDiagnostics.make(code, { source: this.source, span }, values, options),
    );
  };

  protected written({ start, end }: Span): string {
    return this.source.text.slice(start, end);
  }
}

export function fix(title: string, span: Span, text: string): Fix {
  return { title, edits: [{ span, text }] };
}

export function shortened(text: string): string {
  return text.length > 40 ? `${[...text].slice(0, 30).join('')}…` : text;
}
