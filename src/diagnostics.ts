/** Every diagnostic that there is: the registries of all rooms, joined. */
import { languageDiagnostics } from './language/diagnostics.ts';
import { planDiagnostics } from './plan/diagnostics.ts';
import { registry as semantics } from './semantics/diagnostics.ts';
import { registry as rules } from './semantics/rules/diagnostics.ts';
import type { Severity } from './source/diagnostic.ts';
import type { Definitions } from './source/registry.ts';

/** By room; a test holds that no code stands in two of them. */
export const registries: Readonly<Record<string, Definitions>> = {
  language: languageDiagnostics.definitions,
  semantics: semantics.definitions,
  rules: rules.definitions,
  plan: planDiagnostics.definitions,
};

const definitions: Definitions = Object.fromEntries(
  Object.values(registries).flatMap((registry) => Object.entries(registry)),
);

/** Sorted. */
export const diagnosticCodes: readonly string[] = Object.keys(definitions).sort();

export function severityOf(code: string): Severity {
  const definition = definitions[code];
  if (!definition) throw new Error(`no diagnostic is called ${code}`);
  return definition.severity;
}
