/**
 * What a request wants of its videos. The service reads it from the prompt's opening idiom, and from
 * `omni_reference_task_type` where the model has it.
 */
import type { Order } from './order.ts';

export type Purpose =
  | 'make'
  /** Go on after the source's end. */
  | 'extend'
  /** Lead up to the source's beginning. */
  | 'precede'
  | 'edit'
  | 'join';

export function purposeOf(order: Pick<Order, 'text' | 'taskType' | 'references'>): Purpose {
  const videos = order.references.filter(({ kind }) => kind === 'video').length;
  if (videos === 0 || order.taskType === 'reference') return 'make';
  if (order.taskType === 'edit') return 'edit';
  if (backward.test(order.text)) return 'precede';
  if (order.taskType === 'extend' || forward.test(order.text)) {
    return videos > 1 && order.taskType === 'extend' ? 'join' : 'extend';
  }
  if (edit.test(order.text)) return 'edit';
  return videos > 1 && join.test(order.text) ? 'join' : 'make';
}

const forward = /向后延长\s*视频\s*1|extend video 1 forward/iu;
const backward = /向前延长\s*视频\s*1|extend video 1 backward/iu;
const edit = /严格编辑\s*视频\s*1|strictly edit video 1/iu;
const join = /接\s*视频\s*2|then video 2/iu;
