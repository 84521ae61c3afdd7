/** What ffmpeg is told for each kind of clip, one filter a line, in `graphs/`. */
import { expect, it } from 'vitest';
import { clipGraph, type ClipFiles } from '../../src/seedance/simulator/clip-graph.ts';
import type { ClipPlan, Stretch } from '../../src/seedance/simulator/clip-plan.ts';

const files: ClipFiles = {
  background: 'background.png',
  box: { path: 'box.png', width: 1178, height: 146 },
  disc: { path: 'disc.png', side: 90 },
  digits: { path: 'digits.png', cellWidth: 32, cellHeight: 52 },
  references: [
    { path: 'in0001', demuxer: 'mov' },
    { path: 'in0002', demuxer: 'mov', rate: 30 },
    { path: 'in0003', demuxer: 'jpeg_pipe' },
    undefined,
  ],
};

const source = (reference: number, fromFrame: number, frames: number): Stretch => ({
  kind: 'source',
  reference,
  fromFrame,
  frames,
  marked: false,
});

const stretches: Readonly<Record<string, readonly Stretch[]>> = {
  make: [{ kind: 'new', frames: 121 }],
  frames: [{ kind: 'new', frames: 121, opening: 2, closing: 2 }],
  extend: [source(0, 100, 21), { kind: 'new', frames: 100 }],
  join: [source(0, 70, 51), { kind: 'new', frames: 20 }, source(1, 0, 50)],
  edit: [{ kind: 'source', reference: 0, fromFrame: 0, frames: 121, marked: true }],
};

it.each(Object.entries(stretches))('%s', async (name, list) => {
  const plan: ClipPlan = {
    purpose: 'make',
    ratio: '16:9',
    widthPixels: 1280,
    heightPixels: 720,
    frames: 121,
    stretches: list,
    sound: name === 'edit' ? null : { seconds: 5.05, sampleRate: 48_000 },
  };
  const { inputs, options } = clipGraph(plan, files, 'a seed');
  const lines = [
    ...inputs.map((input) => `${(input.options ?? []).join(' ')} -i ${input.source}`),
    ...options.map((option) => option.replaceAll(';', ';\n  ')),
  ];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`graphs/${name}.txt`);
});

it('is not made for a source that is not there', () => {
  const plan: ClipPlan = {
    purpose: 'extend',
    ratio: '16:9',
    widthPixels: 1280,
    heightPixels: 720,
    frames: 121,
    stretches: [source(3, 0, 121)],
    sound: null,
  };
  expect(() => clipGraph(plan, files, 'a seed')).toThrow('not staged');
});
