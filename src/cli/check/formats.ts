/** The formats of `scene check`. What writes one is loaded when it is asked for. */
import type { DiagnosticsWriter } from '../views/diagnostics-writer.ts';

const writers = {
  json: async () => (await import('../views/diagnostics-json.ts')).jsonDiagnostics,
  github: async () => (await import('../views/diagnostics-github.ts')).githubDiagnostics,
  gitlab: async () => (await import('../views/diagnostics-gitlab.ts')).gitlabDiagnostics,
  sarif: async () => (await import('../views/diagnostics-sarif.ts')).sarifDiagnostics,
  junit: async () => (await import('../views/diagnostics-junit.ts')).junitDiagnostics,
} as const satisfies Record<string, () => Promise<DiagnosticsWriter>>;

type MachineFormat = keyof typeof writers;
export type CheckFormat = 'human' | MachineFormat;

export const checkFormats: readonly CheckFormat[] = [
  'human',
  'json',
  'github',
  'gitlab',
  'sarif',
  'junit',
];

export function writerOf(format: MachineFormat): Promise<DiagnosticsWriter> {
  return writers[format]();
}
