/** A plan as text: JSON with two blanks, keys in the order in which they are documented. */
import type { Plan } from './plan.ts';

export function serializePlan(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}
