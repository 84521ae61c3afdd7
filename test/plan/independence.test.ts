/** Names are identities: what stands around a shot changes neither its request nor what it means. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { serializePlan } from '../../src/plan/serialize-plan.ts';
import { planOf } from './support/compiled.ts';

const shared = `
series "归来"
  model: seedance-2.0-fast
  style: @noir
character @lin "林夏"
  look: 短发
  face: lin.png
  voice: lin.mp3
  variant coat "风衣"
    image: coat.png
character @zhou "周远"
  look: 花白胡子
prop @letter "信"
  image: letter.png
place @shop "旧书店"
  image: shop.png
style @noir "冷色"
  look: 电影感
video @drone "航拍"
  file: drone.mp4
episode 1 "雨夜"
`;

const bodyLine = fc.constantFrom(
  '@lin推门而入。',
  '@lin.coat 站在窗前',
  '@zhou 看着 @letter',
  'The rain (cold) falls on "Main Street"',
  '@lin (低声): 有人在吗？',
  '“宾客甲”（惊）：谁？',
  'camera: 缓慢推近',
  'light: none',
  'sfx: 雨声',
  'seed: 7',
  'takes: 2',
  'caption: 三年后',
  'note: 再看',
);

const body = fc.uniqueArray(bodyLine, { minLength: 1, maxLength: 5 });

const relation = fc.constantFrom('', '', ' extends @drone', ' edits @drone', ' extends base');

const shot = fc.record({ body, relation, seconds: fc.integer({ min: 4, max: 12 }) });
type GeneratedShot = typeof shot extends fc.Arbitrary<infer Generated> ? Generated : never;

interface Named extends GeneratedShot {
  readonly name: string;
}

function script(shots: readonly Named[]): string {
  const blocks = shots.map(({ name, seconds, relation: of, body: lines }) =>
    [`  shot ${name} ${seconds}s${of}`, ...lines.map((line) => `    ${line}`)].join('\n'),
  );
  return `${shared}
scene arrival "INT. 旧书店 - 夜"
  at: @shop
  light: 昏黄的台灯
  shot base 5s
    门开着。
${blocks.join('\n')}
`;
}

/** What a task asks for and means, by its id; where it stands is left out. */
function requests({ tasks }: Plan): Record<string, unknown> {
  return Object.fromEntries(
    tasks.map(({ id, request, meaning, estimate, dependsOn }) => [
      id,
      { request, meaning, estimate, dependsOn },
    ]),
  );
}

describe('whatever the shots say', () => {
  const shots = fc
    .array(shot, { minLength: 1, maxLength: 6 })
    .map((all) => all.map((each, index): Named => ({ ...each, name: `s${index}` })));

  test('reordering them changes no request', async () => {
    await fc.assert(
      fc.asyncProperty(shots, fc.infiniteStream(fc.nat(1000)), async (all, dice) => {
        const shuffled = all
          .map((each) => ({ each, key: dice.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const before = requests(await planOf(script(all)));
        expect(requests(await planOf(script(shuffled)))).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test('inserting one changes no other request', async () => {
    await fc.assert(
      fc.asyncProperty(shots, shot, fc.nat(6), async (all, extra, at) => {
        const more = all.toSpliced(at, 0, { ...extra, name: 'new' });
        const before = requests(await planOf(script(all)));
        expect(requests(await planOf(script(more)))).toMatchObject(before);
      }),
      { numRuns: 60 },
    );
  });

  test('the same script gives the same bytes, wherever its project lies', async () => {
    await fc.assert(
      fc.asyncProperty(shots, async (all) => {
        const here = serializePlan(await planOf(script(all)));
        const there = await planOf(script(all), { root: '/home/编剧/第 7 集' });
        expect(serializePlan(there)).toBe(here);
      }),
      { numRuns: 30 },
    );
  });

  test('every item that is sent is named in the prompt, and no number is without its item', async () => {
    await fc.assert(
      fc.asyncProperty(shots, async (all) => {
        for (const { request } of (await planOf(script(all))).tasks) {
          const [first] = request.content;
          const text = first?.type === 'text' ? first.text : '';
          for (const [type, chinese, english] of counters) {
            const count = request.content.filter((item) => item.type === type).length;
            const named = [...text.matchAll(new RegExp(`(?:${chinese}|${english} )(\\d+)`, 'g'))];
            const numbers = new Set(named.map((match) => Number(match[1])));
            const all = Array.from({ length: count }, (_, index) => index + 1);
            expect([...numbers].sort()).toEqual(all);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

const counters = [
  ['image_url', '图片', 'Image'],
  ['video_url', '视频', 'Video'],
  ['audio_url', '音频', 'Audio'],
] as const;
