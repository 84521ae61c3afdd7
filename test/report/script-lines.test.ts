import { expect, test } from 'vitest';
import { scriptLines } from '../../src/report/script-lines.ts';

const text = `scene arrival "内景"
  at: @bookshop

  shot arrive 6s
    camera: 中景，平视
      缓慢推近
    @lin推门而入。

    @lin (低声): 有人在吗？
    cut: 特写
    note: 等导演确认

  # between two shots
  shot next 4s extends arrive
\t
`;

test('a shot has its own lines, each with what it is', () => {
  const lines = scriptLines({ path: '/a.scene', text });
  const shown = [...lines].map(([line, list]) => [
    line,
    list.map(({ kind, number, text: words }) => `${number} ${kind}: ${words}`),
  ]);
  expect(shown).toEqual([
    [
      4,
      [
        '4 header: shot arrive 6s',
        '5 field: camera: 中景，平视',
        '6 other:   缓慢推近',
        '7 action: @lin推门而入。',
        '9 dialogue: @lin (低声): 有人在吗？',
        '10 cut: cut: 特写',
        '11 note: note: 等导演确认',
      ],
    ],
    [14, ['14 header: shot next 4s extends arrive']],
  ]);
});
