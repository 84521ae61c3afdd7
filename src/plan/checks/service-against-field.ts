/** A `service:` key that the request has already: one of the two values would be lost without a word. */
import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Shot } from '../../semantics/program.ts';
import { planDiagnostics } from '../diagnostics.ts';

export function checkServiceAgainstField({ service, place }: Shot): Diagnostic[] {
  return Object.keys(service).flatMap((key) => {
    const field = writtenFrom.get(key);
    return field === undefined
      ? []
      : [planDiagnostics.make('service-against-field', place, { key, field })];
  });
}

const writtenFrom: ReadonlyMap<string, string> = new Map([
  ['model', '`model:`'],
  ['content', 'the lines of the shot'],
  ['resolution', '`resolution:`'],
  ['ratio', '`ratio:`'],
  ['duration', 'the seconds of the shot or `duration:`'],
  ['generate_audio', '`audio:`'],
  ['watermark', '`watermark:`'],
  ['return_last_frame', 'every shot, so that another can continue it'],
  ['seed', '`seed:`'],
  ['omni_reference_task_type', 'the relation of the shot'],
  ['safety_identifier', 'the render, which marks with it whose a task is'],
]);
