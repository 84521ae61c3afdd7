/** Right scripts at random: every kind of block, line and value, in both languages and widths. */
import fc from 'fast-check';
import { fieldFacts } from '../../src/language/fields.ts';
import type { FieldBlock, ValueShape } from '../../src/language/fields.ts';
import { fieldKeywords } from '../../src/language/keywords.ts';
import type { FieldKey } from '../../src/language/keywords.ts';

type Lines = readonly string[];

const latin = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/).filter((name) => !taken.has(name));
const han = fc.constantFrom('林夏', '老周', '旧书店', '雨夜', '风衣', '信');
const name = fc.oneof(latin, han);
const shotName = fc.oneof(name, fc.stringMatching(/^[1-9][0-9]?[a-l]?$/));
const taken = new Set([
  'auto',
  'like',
  'continues',
  'extends',
  'precedes',
  'edits',
  'joins',
  'base',
]);

const sentence = fc.constantFrom(
  'A door opens.',
  '雨水从伞沿滴落。',
  'She looks at @lin, then away',
  '镜头越过她的肩膀，落在柜台上的 @letter。',
  '#归来#冲上热搜',
  'Cafe\u0301 by night 🎬',
  '“快走！”她喊道',
  '12:30 on the clock',
);
const words = fc
  .tuple(sentence, fc.array(sentence, { maxLength: 2 }))
  .map(([first, more]) => [first, ...more.map((piece) => `  ${piece}`)]);
const quoted = fc
  .tuple(
    fc.constantFrom('""', '“”', '「」'),
    fc.constantFrom('雨夜来信', 'A \\\\ b', 'INT. SHOP - NIGHT'),
  )
  .map(([marks, text]) => marks.charAt(0) + text + marks.charAt(1));
const length = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('s', ' s', '秒', 'S', 'ｓ'))
  .map(([number, unit]) => `${number}${unit}`);
const mention = fc.oneof(
  name.map((text) => `@${text}`),
  name.map((text) => `＠｛${text}｝`),
  fc.tuple(latin, latin).map(([asset, look]) => `@${asset}.${look}`),
);
const medium = fc.constantFrom(
  'refs/lin.png',
  '"refs/lin face.png"',
  'https://a.b/c.mp4',
  'asset://x-1',
);
const target = fc.oneof(
  shotName,
  fc.tuple(name, shotName).map((parts) => parts.join('.')),
  mention,
);
const range = fc.oneof(
  fc.tuple(length, fc.constantFrom('..', ' 到 ', '～'), length).map((parts) => parts.join('')),
  length.map((from) => `${from}..`),
  length.map((to) => `..${to}`),
);
const source = fc.oneof(medium, mention);

const values: Readonly<Record<ValueShape, fc.Arbitrary<Lines>>> = {
  words,
  'words-or-mention': fc.oneof(words, one(mention)),
  symbol: one(fc.constantFrom('seedance-2.0', '720p', '９:16')),
  keyword: fc.constant([]),
  integer: one(fc.nat(99).map(String)),
  decimal: one(fc.constantFrom('-16', '-14.5', '-16 LUFS')),
  length: one(length),
  range: one(range),
  money: one(fc.constantFrom('80 CNY', '80元', '¥12.50', '$5', '1,000 usd')),
  mentions: one(fc.array(mention, { minLength: 1, maxLength: 3 }).map((list) => list.join('、'))),
  mention: one(mention),
  medium: one(medium),
  frame: one(source),
  opening: one(
    fc.oneof(
      source,
      shotName.map((shot) => `last of ${shot}`),
    ),
  ),
  reference: fc.oneof(
    one(source),
    fc.tuple(source, sentence).map(([what, why]) => [`${what} for ${why}`]),
  ),
  soundtrack: one(
    fc.oneof(
      source,
      source.map((what) => `${what} -18dB`),
    ),
  ),
  cover: one(fc.oneof(medium, fc.constant('arrival.face'))),
  service: one(fc.constantFrom('camera_fixed = true', 'a = {"b": [1, 2]}')),
};

function one(value: fc.Arbitrary<string>): fc.Arbitrary<Lines> {
  return value.map((text) => [text]);
}

const keys = Object.keys(fieldFacts).filter((key): key is FieldKey => key in fieldFacts);

/** A field of a block: its key in either language and either width of colon. */
function field(block: FieldBlock): fc.Arbitrary<Lines> {
  const here = keys.filter((key) => fieldFacts[key].blocks.includes(block));
  return fc.constantFrom(...here).chain((key) => {
    const { shape, keywords } = fieldFacts[key];
    const keyword = fc
      .constantFrom(...(keywords.length > 0 ? keywords : ['on']))
      .map((value) => [value]);
    const value =
      shape === 'keyword'
        ? keyword
        : keywords.length > 0
          ? fc.oneof({ arbitrary: values[shape], weight: 4 }, keyword)
          : values[shape];
    const written = fc.constantFrom(key, key.toUpperCase(), ...fieldKeywords[key]);
    return fc
      .tuple(written, fc.constantFrom(': ', '：', ' : '), value)
      .map(([left, colon, [first = '', ...more]]) => [left + colon + first, ...more]);
  });
}

const speaker = fc.oneof(mention, fc.constantFrom('“宾客甲”', '"Guest"'));
const manner = fc.constantFrom('', '（低声，OS）', ' (quietly)');
const dialogue = fc
  .tuple(speaker, manner, fc.constantFrom(': ', '：'), manner, words)
  .map(([who, before, colon, after, [first = '', ...more]]) => [
    `${who}${before}${colon}${after}${first}`,
    ...more,
  ]);
const forced = fc
  .tuple(fc.constantFrom('!', '！ ', '△'), sentence)
  .map(([mark, text]) => [mark + text]);

const relation = fc.oneof(
  fc.tuple(fc.constantFrom('continues', '延长', 'Edits'), target).map((parts) => parts.join(' ')),
  fc.array(target, { minLength: 2, maxLength: 3 }).map((list) => `joins ${list.join(', ')}`),
);
const shotHeader = fc
  .tuple(
    fc.constantFrom('shot', '镜头'),
    shotName,
    fc.shuffledSubarray(['length', 'relation']),
    length,
    relation,
  )
  .map(([keyword, shot, parts, seconds, clause]) =>
    [keyword, shot, ...parts.map((part) => (part === 'length' ? seconds : clause))].join(' '),
  );

const shot = block(shotHeader, fc.oneof(words, field('shot'), dialogue, forced));
const sceneLine = fc.oneof(
  { arbitrary: shot, weight: 4 },
  field('scene'),
  one(fc.tuple(quoted, length).map(([text, seconds]) => `title ${text} ${seconds}`)),
  one(
    fc.tuple(fc.constantFrom('dissolve', '闪白'), length).map((parts) => `转场 ${parts.join(' ')}`),
  ),
  one(fc.tuple(target, range).map((parts) => `clip ${parts.join(' ')}`)),
  one(fc.tuple(medium, length).map((parts) => `still ${parts.join(' ')}`)),
  one(length.map((seconds) => `black ${seconds}`)),
);
const scene = block(
  fc
    .tuple(fc.constantFrom('scene', '场景'), shotName, quoted, fc.option(name, { nil: undefined }))
    .map(([keyword, own, heading, like]) =>
      [keyword, own, heading, ...(like === undefined ? [] : ['like', like])].join(' '),
    ),
  sceneLine,
);
const variant = block(
  fc.tuple(name, quoted).map(([look, title]) => `variant ${look} ${title}`),
  field('variant'),
);
const character = block(
  fc.tuple(name, quoted).map(([who, title]) => `角色 @${who}${title}`),
  fc.oneof(field('character'), variant),
);
const settings = fc.oneof(
  block(
    quoted.map((title) => `series ${title}`),
    field('series'),
  ),
  block(
    quoted.map((title) => `episode 7 ${title}`),
    field('episode'),
  ),
  block(
    name.map((text) => `place @${text}`),
    field('place'),
  ),
  one(quoted.map((path) => `import ${path}`)),
);

export const script: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '\uFEFF', 'format 1\n'),
    fc.array(fc.oneof(scene, character, settings), { minLength: 1, maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\n', '\n\n'),
  )
  .map(([head, items, lineBreak, end]) => {
    const text = head + items.map((lines) => lines.join('\n')).join('\n');
    return (text + end).replaceAll('\n', lineBreak);
  });

/** A header and, a step deeper, its lines; blank lines and comments stand anywhere between. */
function block(header: fc.Arbitrary<string>, line: fc.Arbitrary<Lines>): fc.Arbitrary<Lines> {
  const between = fc.constantFrom<Lines>([], [], [], [''], ['# a comment'], ['', '# another', '']);
  return fc
    .tuple(
      header,
      fc.array(fc.tuple(between, line), { maxLength: 5 }),
      fc.constantFrom('  ', '    '),
    )
    .map(([first, body, step]) => [
      first,
      ...body.flatMap(([gap, lines]) => [...gap, ...lines].map((text) => text && step + text)),
    ]);
}
