/** Chapters of a film: a scene begins one, and so does a title card; a card names the scene that it opens. */
import type { Plan } from '../plan/plan.ts';

export interface Chapter {
  readonly firstFrame: number;
  readonly title: string;
}

/** @param placed the items of the cut that play pictures, in playing order */
export function chaptersOf(
  plan: Pick<Plan, 'cut' | 'scenes'>,
  placed: readonly { readonly cutIndex: number; readonly firstFrame: number }[],
): readonly Chapter[] {
  const headings = new Map(plan.scenes.map(({ id, heading }) => [id, heading ?? id]));
  const chapters: Chapter[] = [];
  let scene: string | undefined;
  for (const { cutIndex, firstFrame } of placed) {
    const item = plan.cut[cutIndex];
    if (!item || item.kind === 'transition') continue;
    const isNewScene = item.scene !== scene;
    scene = item.scene;
    if (!isNewScene && item.kind !== 'title') continue;
    const title = item.kind === 'title' ? oneLine(item.text) : (headings.get(scene) ?? scene);
    chapters.push({ firstFrame, title });
  }
  return chapters;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
