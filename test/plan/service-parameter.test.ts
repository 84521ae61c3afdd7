/** Nothing that the service reads as a parameter gets into a prompt, wherever it was written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compiled, complaintsOf } from './support/compiled.ts';

function script(line: string): string {
  return `episode "海"\nscene a "海边"\n  shot b 5s\n    海浪涌来\n    ${line}\n`;
}

async function complaints(line: string): Promise<string[]> {
  return complaintsOf(await compiled(script(line)));
}

describe('is refused where it was written', () => {
  test.each([
    '--dur 5',
    '--dur5',
    '-- DUR=5',
    '——他笑了 --resolution 1080p',
    '--RatiO 16:9',
    '－－ｄｕｒ ５',
    '--framespersecond 30',
    '--fps30',
    '--cf true',
    '--wm',
    '--seed:7',
    '---rs 720p',
    'sfx: 雨声 --rt 9:16',
    'camera: 推近 --camerafixed',
    '“甲”： 走 --frames 49',
    'text: --watermark',
  ])('%s', async (line) => {
    const found = await complaints(line);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^5:\d+ service-parameter$/);
  });
});

describe('is prose and passes', () => {
  test.each(['--during 夜里', '他说——等等', 'a -- b', '-dur 5', '--季节变换', '- - dur'])(
    '%s',
    async (line) => {
      expect(await complaints(line)).toEqual([]);
    },
  );
});

test('from a look, a style or across two lines it is told at the header of the shot', async () => {
  const look = `character @lin "林夏"\n  look: 短发 --dur 9\nepisode "海"\nscene a "海边"\n  shot b 5s\n    @lin走来\n`;
  expect(complaintsOf(await compiled(look))).toContain('5:3 service-parameter');
});

test('a `prompt:` is no way round it', async () => {
  const own = `episode "海"\nscene a "海边"\n  shot b 5s\n    prompt: 海浪 --dur 10\n`;
  expect(complaintsOf(await compiled(own))).toEqual(['4:13 service-parameter']);
});

test('no prose gets a parameter past the compiler', async () => {
  const names = fc.constantFrom('rs', 'dur', 'Duration', 'FPS', 'seed', 'wm', 'cf', 'ratio');
  const piece = fc.oneof(
    names,
    fc.constantFrom('-', '--', '－', ' ', '  ', '5', '，', '海', '（', '）', '<', '>', '"', '@@'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
      const { plan } = await compiled(script(`海${pieces.join('')}`));
      const text = JSON.stringify(plan?.tasks.map(({ request }) => request.content) ?? '');
      const folded = text.normalize('NFKC');
      expect(folded).not.toMatch(/--\s*(rs|dur|duration|fps|seed|wm|cf|ratio)(?![a-z])/i);
    }),
    { numRuns: 300 },
  );
});
