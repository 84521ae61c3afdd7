import type { SimulatorEvent } from '../../seedance/simulator/options.ts';
import type { Paint } from '../paint.ts';

/** What the simulator did, on one line. */
export function eventLine(event: SimulatorEvent, paint: Paint): string {
  switch (event.type) {
    case 'request': {
      const status = event.status === 0 ? 'cut off' : String(event.status);
      const tone = event.status >= 400 || event.status === 0 ? paint.yellow : paint.dim;
      const code = event.code === undefined ? '' : ` ${event.code}`;
      return tone(`${event.method} ${event.path} ${status}${code}`);
    }
    case 'task':
      return `${event.id} ${paint.bold(event.shot)} ${event.status}`;
    case 'fault':
      return paint.yellow(`fault ${event.kind} ${event.shot}`);
    case 'trouble':
      return paint.yellow(`${event.id}: ${event.why}`);
    case 'callback-failed':
      return paint.yellow(`callback of ${event.id} failed: ${event.why}`);
  }
}
