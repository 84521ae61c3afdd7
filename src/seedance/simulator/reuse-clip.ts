/**
 * Clips for hundreds of tasks at the price of one: the first task of a size and length has a clip
 * drawn, and every task gets a copy of it that differs in bytes, as two clips of the service do, and
 * not in pictures. What was asked for is not to be seen in them.
 */
import { appendFile, copyFile, readFile, writeFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { makeClip, type ClipOrder, type ClipOutputs } from './make-clip.ts';
import type { Storage } from './storage.ts';

export type MakeClip = typeof makeClip;

/** A `makeClip` that draws each size and length once; the drawn ones lie among the objects. */
export function reuseClips(storage: Pick<Storage, 'objectPath'>): MakeClip {
  const drawn = new Map<string, Promise<Required<ClipOutputs>>>();

  async function draw(task: ClipOrder, name: string): Promise<Required<ClipOutputs>> {
    const { plan } = task;
    const outputs = {
      clip: storage.objectPath(`base-${name}.mp4`),
      lastFrame: storage.objectPath(`base-${name}.png`),
    };
    await makeClip(
      {
        ...task,
        shot: name,
        references: [],
        order: { ...task.order, text: 'One clip that stands for many.' },
        plan: { ...plan, stretches: [{ kind: 'new', frames: plan.frames }] },
      },
      outputs,
    );
    return outputs;
  }

  return async (task, outputs) => {
    const { widthPixels, heightPixels, frames, sound } = task.plan;
    const name = `${widthPixels}x${heightPixels}-${frames}${sound ? '' : '-silent'}`;
    const drawing = drawn.get(name) ?? draw(task, name);
    drawn.set(name, drawing);
    const base = await drawing;
    await copyFile(base.clip, outputs.clip);
    await appendFile(outputs.clip, freeBox(outputs.clip));
    if (outputs.lastFrame === undefined || base.lastFrame === undefined) return;
    const picture = await readFile(base.lastFrame);
    await writeFile(outputs.lastFrame, withComment(picture, outputs.lastFrame));
  };
}

/** ISO 14496-12: a `free` box may stand anywhere, and players pass over it. */
function freeBox(text: string): Uint8Array {
  const words = Buffer.from(text);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(head.length + words.length, 0);
  head.write('free', 4, 'latin1');
  return Buffer.concat([head, words]);
}

/** PNG: a text chunk before the closing one, which is always twelve bytes. */
function withComment(png: Uint8Array, text: string): Uint8Array {
  const closing = png.length - 12;
  const typed = Buffer.concat([Buffer.from('tEXtComment\0', 'latin1'), Buffer.from(text)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(typed.length - 4, 0);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(typed), 0);
  return Buffer.concat([png.subarray(0, closing), length, typed, sum, png.subarray(closing)]);
}
