/**
 * The plan's tasks as a graph: which must be there before which, and which is urgent. A task's
 * urgency is the longest way from its start to the end of the film, in seconds of footage, so that
 * the chain that decides when the run ends is never kept waiting.
 */
import { Failure } from '../failure.ts';
import type { Plan, PlanTask } from '../plan/plan.ts';

export interface TaskGraph {
  /** Each after all that it depends on; in the plan's order otherwise. */
  readonly tasks: readonly PlanTask[];
  /** Seconds of footage on the longest way from this task's start. */
  urgencyOf(task: string): number;
  /** The same from its end: the urgency of what builds on it; 0 where nothing does. */
  urgencyBehind(task: string): number;
}

/**
 * The graph of the whole plan, or of `select` (tasks as `scene.shot`) with what those need.
 * @throws Failure `usage` for a shot that is not in the plan, and for a plan whose tasks go in circles
 */
export function buildGraph(plan: Pick<Plan, 'tasks'>, select?: readonly string[]): TaskGraph {
  const byId = new Map(plan.tasks.map((task) => [task.id, task]));
  const wanted = select ? selected(plan, select) : plan.tasks;
  const tasks = inOrder(wanted, byId);
  const urgency = new Map<string, number>();
  const behind = new Map<string, number>();
  for (const task of tasks.toReversed()) {
    const whole = (behind.get(task.id) ?? 0) + footageSeconds(task);
    urgency.set(task.id, whole);
    for (const needed of task.dependsOn) {
      behind.set(needed, Math.max(behind.get(needed) ?? 0, whole));
    }
  }
  return {
    tasks,
    urgencyOf: (task) => urgency.get(task) ?? 0,
    urgencyBehind: (task) => behind.get(task) ?? 0,
  };
}

/** What a duration that the model decides may come to. */
const undecidedSeconds = 15;

function footageSeconds(task: PlanTask): number {
  return task.request.duration > 0 ? task.request.duration : undecidedSeconds;
}

/** A shot's name stands for all its takes. */
function selected(plan: Pick<Plan, 'tasks'>, select: readonly string[]): readonly PlanTask[] {
  const unknown = select.filter((name) => !plan.tasks.some((task) => isTakeOf(task.id, name)));
  if (unknown.length > 0) {
    throw new Failure('usage', `the plan has no shot called ${unknown.join(', ')}`, {
      hint: `A shot is named as scene.shot: ${plan.tasks
        .slice(0, 5)
        .map((task) => task.id)
        .join(', ')}${plan.tasks.length > 5 ? ', …' : ''}`,
    });
  }
  return plan.tasks.filter((task) => select.some((name) => isTakeOf(task.id, name)));
}

export function isTakeOf(task: string, name: string): boolean {
  return task === name || task.startsWith(`${name}#`);
}

/** Depth first with a stack of its own: a chain may be longer than the program's. */
function inOrder(
  wanted: readonly PlanTask[],
  byId: ReadonlyMap<string, PlanTask>,
): readonly PlanTask[] {
  const ordered: PlanTask[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const stack = wanted.toReversed().map((task) => ({ task, leaving: false }));
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { task, leaving } = step;
    if (leaving) {
      state.set(task.id, 'done');
      ordered.push(task);
      continue;
    }
    if (state.get(task.id) === 'done') continue;
    if (state.get(task.id) === 'open') {
      throw new Failure('usage', `the plan is broken: ${task.id} waits for itself`);
    }
    state.set(task.id, 'open');
    stack.push({ task, leaving: true });
    for (const name of task.dependsOn.toReversed()) {
      const needed = byId.get(name);
      if (!needed) {
        throw new Failure(
          'usage',
          `the plan is broken: ${task.id} needs ${name}, which is no task`,
        );
      }
      if (state.get(name) !== 'done') stack.push({ task: needed, leaving: false });
    }
  }
  return ordered;
}
