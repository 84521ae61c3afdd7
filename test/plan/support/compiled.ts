/** Real scripts through the whole compiler, on a file system in memory. */
import type { ContentItem, Plan, PlanTask } from '../../../src/plan/plan.ts';
import { compile, type Compilation } from '../../../src/compile.ts';
import type { CheckOptions } from '../../../src/semantics/check.ts';
import { positionOf } from '../../../src/source/text.ts';
import { memoryHost, type MemoryFiles } from '../../support/memory-host.ts';

export interface CompiledOptions extends Partial<CheckOptions> {
  /** Where the project lies. */
  readonly root?: string;
  /** Further files beside the script. */
  readonly files?: MemoryFiles;
}

/** The script as `example.scene` in a project of its own; any medium that it names is there. */
export function compiled(script: string, options: CompiledOptions = {}): Promise<Compilation> {
  const { root = '/project', files = {}, ...rest } = options;
  const host = memoryHost({ ...files, 'example.scene': script }, { root });
  return compile(`${root}/example.scene`, root, host, rest);
}

/** The plan of a script that has no error. */
export async function planOf(script: string, options: CompiledOptions = {}): Promise<Plan> {
  const compilation = await compiled(script, options);
  if (compilation.plan) return compilation.plan;
  throw new Error(`the script does not compile:\n${complaintsOf(compilation).join('\n')}`);
}

/** `line:column code` of every diagnostic. */
export function complaintsOf({ diagnostics }: Compilation): string[] {
  return diagnostics.map(({ code, source, span }) => {
    const { line, column } = positionOf(source, span.start);
    return `${line}:${column} ${code}`;
  });
}

export function taskOf(plan: Plan, id: string): PlanTask {
  const task = plan.tasks.find((each) => each.id === id);
  if (!task) throw new Error(`the plan has no task ${id}`);
  return task;
}

export function textOf({ request }: PlanTask): string {
  const [first] = request.content;
  return first?.type === 'text' ? first.text : '';
}

/** `图片1`'s kind of order: every item but the text as `role url`. */
export function itemsOf({ request }: PlanTask): string[] {
  return request.content.flatMap((item) => itemOf(item));
}

function itemOf(item: ContentItem): string[] {
  switch (item.type) {
    case 'text':
      return [];
    case 'image_url':
      return [`${item.role} ${item.image_url.url}`];
    case 'video_url':
      return [`${item.role} ${item.video_url.url}`];
    case 'audio_url':
      return [`${item.role} ${item.audio_url.url}`];
  }
}
