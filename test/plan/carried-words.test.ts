/** What was said and shown in a clip is in the one that is made of it. */
import { expect, test } from 'vitest';
import { planOf, taskOf } from './support/compiled.ts';

const script = `
character @lin "林夏"
  image: refs/lin.png
scene a
  shot one 5s
    caption: 三年后
    @lin：你好。
  shot two 5s
    caption: 又三年
    @lin：再见。
  shot three 5s
    @lin 走远。
`;

async function wordsOf(shot: string, body: string) {
  const plan = await planOf(`${script}  shot ${shot}\n    ${body}\n`);
  const item = plan.cut.find((each) => each.kind === 'clip' && each.task === 'a.new');
  return {
    spoken: taskOf(plan, 'a.new').dialogue.map(({ text }) => text),
    captions: item?.kind === 'clip' ? item.captions : undefined,
  };
}

test.each([
  ['new edits one', '换成红门。', ['你好。'], ['三年后']],
  ['new edits one', '@lin：您好。', ['您好。'], ['三年后']],
  ['new edits one', 'caption: 今天', ['你好。'], ['今天']],
  ['new edits one', 'audio: off', [], ['三年后']],
  ['new 5s joins one, two, three', '@lin：等等。', ['再见。', '等等。'], ['又三年']],
  ['new 5s extends one', '门开了。', [], undefined],
])('%s, %s', async (shot, body, spoken, captions) => {
  expect(await wordsOf(shot, body)).toEqual({ spoken, captions });
});
