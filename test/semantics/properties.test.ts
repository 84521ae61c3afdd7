/** What always holds of a checked script, whatever it says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/semantics/check.ts';
import { load } from '../../src/semantics/load.ts';
import { hasErrors } from '../../src/source/diagnostic.ts';
import { memoryHost } from '../support/memory-host.ts';
import { printProgram, printShot } from './print-draft.ts';

const declarations = [
  'character @lin "林夏"\n  image: refs/lin.png\n  voice: refs/lin.mp3\n  variant coat\n    image: refs/coat.png\n',
  'character @林夏 "夏"\n  look: 短发\n',
  'narrator @旁白\n  voice: refs/narrator.mp3\n',
  'place @shop "Shop"\n  image: refs/shop.png\n',
  'style @noir\n  image: refs/noir.png\n',
  'video @drone\n  file: refs/drone.mp4\n',
  'series "归来"\n  style: @noir\n  avoid: 画面文字\n',
  'episode 1 "雨"\n  ratio: 9:16\n  camera: 慢\n',
];

const bodies = [
  '    @lin推门，@林夏推门而入。\n',
  '    @lin.coat walks in.\n    @lin (OS): Who is there?\n',
  '    at: @shop\n    light: dawn\n    A bird.\n',
  '    first frame: frames/a.png\n    @lin leaves.\n',
  '    opening: frames/a.png\n    reference: refs/hat.png for 帽子\n    @lin 戴上帽子。\n',
  '    @旁白：没有人知道。\n    cut: 特写\n    As in @drone.\n',
  '    prompt: @lin opens the door.\n',
  '    style: none\n    trim: 1s..3s\n    omit: yes\n    A cat.\n',
];

const relations = ['', 'continues', 'extends', 'precedes', 'edits'];

/** Shots of one scene: each a body, and a relation to an earlier shot. */
const shots = fc.array(
  fc.record({
    body: fc.nat(bodies.length - 1),
    relation: fc.nat(relations.length - 1),
    target: fc.nat(20),
  }),
  { minLength: 1, maxLength: 8 },
);

type Shots = typeof shots extends fc.Arbitrary<infer Value> ? Value : never;

function blocksOf(list: Shots): readonly string[] {
  return list.map(({ body, relation, target }, index) => {
    const kind = index > 0 ? (relations[relation] ?? '') : '';
    const clause = kind === '' ? '' : ` ${kind} s${target % index}`;
    return `  shot s${index} 5s${clause}\n${bodies[body] ?? ''}`;
  });
}

function script(tops: readonly string[], shotBlocks: readonly string[]): string {
  return `${tops.join('\n')}\nscene a "INT. 店 - 夜"\n  at: @shop\n  light: 台灯\n\n${shotBlocks.join('\n')}`;
}

async function checked(text: string) {
  const host = memoryHost({ 'entry.scene': text });
  const { sources } = await load('/project/entry.scene', '/project', host);
  return check(sources, { region: 'cn' });
}

describe('a script', () => {
  it('keeps every shot when an unrelated one is inserted', async () => {
    let programs = 0;
    await fc.assert(
      fc.asyncProperty(shots, fc.nat(8), fc.nat(bodies.length - 1), async (list, at, body) => {
        const blocks = blocksOf(list);
        const before = (await checked(script(declarations, blocks))).program;
        if (!before) return;
        programs += 1;
        const inserted = blocks.toSpliced(
          Math.min(at, blocks.length),
          0,
          `  shot inserted 5s\n${bodies[body] ?? ''}`,
        );
        const after = (await checked(script(declarations, inserted))).program;
        const printed = new Map(after?.shots.map((shot) => [shot.id, printShot(shot)]));
        for (const shot of before.shots) expect(printed.get(shot.id)).toBe(printShot(shot));
      }),
      { numRuns: 150 },
    );
    expect(programs).toBeGreaterThan(20);
  });

  it('means the same whatever the order of its declarations', async () => {
    await fc.assert(
      fc.asyncProperty(
        shots,
        fc.shuffledSubarray(declarations, { minLength: declarations.length }),
        async (list, shuffled) => {
          const blocks = blocksOf(list);
          const one = await checked(script(declarations, blocks));
          const other = await checked(script(shuffled, blocks));
          expect(other.program && printProgram(other.program)).toBe(
            one.program && printProgram(one.program),
          );
          expect(other.diagnostics.map(({ code }) => code).sort()).toEqual(
            one.diagnostics.map(({ code }) => code).sort(),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is a program exactly where it has no error, and never an exception', async () => {
    const line = fc.oneof(
      fc.constantFrom(...declarations, ...bodies, 'scene a like b\n', 'scene b like a\n'),
      fc.constantFrom(
        '  shot x 5s extends x\n',
        '  shot y joins x, y, @drone\n',
        '  transition dissolve 9s\n',
        '  clip x 3s..1s\n',
        '    opening: last of y\n',
        '    first frame: @nobody\n',
        '    @{@lin.: x\n',
        'import "entry.scene"\n',
        'import "https://x"\n',
        '  model: ep-\n',
        '  cast: @lin.none, @旁白\n',
      ),
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => `    ${text}\n`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 14 }), async (lines) => {
        const { program, diagnostics } = await checked(lines.join(''));
        if (program) expect(hasErrors(diagnostics)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('says the same of a long chain as of a short one', async () => {
    const chain = Array.from(
      { length: 5000 },
      (_, index) =>
        `  shot s${index} 5s${index === 0 ? '' : ` continues s${index - 1}`}\n    A bird.\n`,
    );
    const { program, diagnostics } = await checked(`scene a\n${chain.join('')}`);
    expect(hasErrors(diagnostics)).toBe(false);
    expect(program?.shots).toHaveLength(5000);
  });
});
