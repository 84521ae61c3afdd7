/**
 * The registry's mechanism. A room lists its diagnostics with `defineDiagnostics`; the code, the
 * severity and the wording stand there and nowhere else, and the type checker holds every report to
 * the parameters that its message names. Each code has a page, `docs/diagnostics/CODE.md`.
 */
import type { Diagnostic, Fix, Place, Related, Severity } from './diagnostic.ts';

/** A message with named holes: ``message`There is no ${'kind'} called ${'name'}.` `` */
export interface Message<Parameter extends string> {
  readonly parts: readonly string[];
  readonly holes: readonly Parameter[];
}

export function message<const Parameter extends string>(
  parts: TemplateStringsArray,
  ...holes: Parameter[]
): Message<Parameter> {
  return { parts, holes };
}

export interface Definition<Parameter extends string = string> {
  readonly severity: Severity;
  readonly message: Message<Parameter>;
  readonly hint?: Message<Parameter>;
}

export type Definitions = Readonly<Record<string, Definition>>;

type ParametersOf<D> = D extends {
  readonly message: Message<infer A>;
  readonly hint: Message<infer B>;
}
  ? A | B
  : D extends { readonly message: Message<infer A> }
    ? A
    : never;

export type Values<D> = Readonly<Record<ParametersOf<D>, string | number>>;

export interface ReportOptions {
  /** Replaces the hint of the registry where this case knows more (a near name, say). */
  readonly hint?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export interface Registry<D extends Definitions> {
  readonly definitions: D;
  /** Makes the diagnostic `code` at `place`; every hole of its message has a value. */
  make<Code extends keyof D & string>(
    code: Code,
    place: Place,
    values: Values<D[Code]>,
    options?: ReportOptions,
  ): Diagnostic;
}

export function defineDiagnostics<const D extends Definitions>(definitions: D): Registry<D> {
  return {
    definitions,
    make(code, place, values, options = {}) {
      const definition: Definition | undefined = definitions[code];
      if (!definition) throw new Error(`no diagnostic is called ${code}`);
      const lookup = values as Readonly<Record<string, string | number>>;
      const hint = options.hint ?? (definition.hint && fill(definition.hint, lookup));
      return {
        code,
        severity: definition.severity,
        message: fill(definition.message, lookup),
        ...(hint === undefined ? {} : { hint }),
        source: place.source,
        span: place.span,
        related: options.related ?? [],
        fixes: options.fixes ?? [],
      };
    },
  };
}

function fill(
  template: Message<string>,
  values: Readonly<Record<string, string | number>>,
): string {
  let text = template.parts[0] ?? '';
  template.holes.forEach((hole, index) => {
    text += String(values[hole]) + (template.parts[index + 1] ?? '');
  });
  return text;
}
