/** What a request holds beside its prompt, what it needs, and what it will cost. */
import { describe, expect, test } from 'vitest';
import { compiled, complaintsOf, itemsOf, planOf, taskOf, textOf } from './support/compiled.ts';

const episode = 'episode "海"\n';

async function taskIn(script: string, id = 'a.b') {
  return taskOf(await planOf(episode + script), id);
}

describe('the task type of 2.5', () => {
  const at25 = (relation: string): string =>
    `video @film "片"\n  file: film.mp4\nvideo @other "另"\n  file: other.mp4\n` +
    `scene a "海边"\n  model: seedance-2.5\n  ratio: adaptive\n  shot b${relation}\n    海浪涌来\n`;

  test.each([
    [' extends @film', 'extend'],
    [' precedes @film', 'extend'],
    [' edits @film', 'edit'],
    [' joins @film, @other', 'extend'],
  ])('%s', async (relation, type) => {
    const { request } = await taskIn(at25(relation));
    expect(request.omni_reference_task_type).toBe(type);
    expect(request.ratio).toBe('adaptive');
  });

  test('a new clip names none', async () => {
    const { request } = await taskIn(at25(''));
    expect(request).not.toHaveProperty('omni_reference_task_type');
  });

  test('an edit leaves its length to the model, and the estimate is its bound', async () => {
    const { request, estimate } = await taskIn(at25(' edits @film'));
    expect(request.duration).toBe(-1);
    expect(estimate.exact).toBe(false);
  });

  test('2.0 never hears of it', async () => {
    const { request } = await taskIn(at25(' extends @film').replace('2.5', '2.0'));
    expect(request).not.toHaveProperty('omni_reference_task_type');
  });
});

describe('settings', () => {
  test('every key is there with its default, the seed only when it is set', async () => {
    const { request } = await taskIn('scene a "海边"\n  shot b\n    海浪涌来\n');
    expect(Object.keys(request)).toEqual([
      'model',
      'content',
      'resolution',
      'ratio',
      'duration',
      'generate_audio',
      'watermark',
      'return_last_frame',
    ]);
  });

  test('the region decides the id of the model', async () => {
    const script = `${episode}scene a "海边"\n  model: seedance-2.0-mini\n  shot b\n    海浪涌来\n`;
    const { request } = taskOf(await planOf(script, { region: 'intl' }), 'a.b');
    expect(request.model).toBe('dreamina-seedance-2-0-mini-260615');
  });

  test('`service:` comes last, and not against a field of the language', async () => {
    const script = (line: string): string =>
      `${episode}scene a "海边"\n  shot b\n    # ignore service-unchecked\n    service: ${line}\n    海浪\n`;
    const { request } = taskOf(await planOf(script('tools = [{"type":"web_search"}]')), 'a.b');
    expect(Object.entries(request).at(-1)).toEqual(['tools', [{ type: 'web_search' }]]);
    expect(complaintsOf(await compiled(script('duration = 15')))).toEqual([
      '3:3 service-against-field',
    ]);
  });

  test('`takes:` makes tasks of one request and one meaning', async () => {
    const { tasks, cut } = await planOf(
      `${episode}scene a "海边"\n  shot b\n    takes: 3\n    海浪涌来\n  shot c extends b\n    退去\n`,
    );
    expect(tasks.map(({ id }) => id)).toEqual(['a.b', 'a.b#2', 'a.b#3', 'a.c']);
    const [one, two, three, next] = tasks;
    expect({ ...two, id: 'a.b' }).toEqual(one);
    expect({ ...three, id: 'a.b' }).toEqual(one);
    expect(next?.dependsOn).toEqual(['a.b']);
    expect(cut).toHaveLength(2);
  });
});

describe('what it needs', () => {
  const script = `scene a "海边"
  shot one
    海浪
  shot two continues one
    退去
  shot three
    opening: last of one
    沙滩
  shot four joins one, two
    礁石
  shot b edits four
    把海改成雪原
`;

  test.each([
    ['a.one', [], []],
    ['a.two', ['a.one'], ['first_frame frame:a.one#last']],
    ['a.three', ['a.one'], ['reference_image frame:a.one#last']],
    ['a.four', ['a.one', 'a.two'], ['reference_video clip:a.one', 'reference_video clip:a.two']],
    ['a.b', ['a.four'], ['reference_video clip:a.four']],
  ])('%s', async (id, dependsOn, items) => {
    const task = await taskIn(script, id);
    expect(task.dependsOn).toEqual(dependsOn);
    expect(itemsOf(task)).toEqual(items);
  });
});

describe('where media lie', () => {
  test('local, remote and asset, none of them percent-encoded', async () => {
    const task = await taskIn(
      `scene a "海边"\n  shot b\n    reference: "图 1/海 浪.png"\n` +
        `    reference: https://example.com/a%20b.png?x=海\n    reference: asset://asset-2026\n    海浪\n`,
    );
    expect(itemsOf(task)).toEqual([
      'reference_image file:图 1/海 浪.png',
      'reference_image https://example.com/a%20b.png?x=海',
      'reference_image asset://asset-2026',
    ]);
  });
});

describe('what it costs', () => {
  test('a chain: each link pays for the frames of the clip before it', async () => {
    const script = 'scene a "海边"\n  shot one 5s\n    海浪\n  shot b 5s extends one\n    退去\n';
    const { estimate } = await taskIn(script);
    expect(estimate).toEqual({
      tokens: (121 + 121) * 900,
      cost: { CNY: 6.0984, USD: 0.93654 },
      exact: true,
    });
  });

  test('a remote video is an upper bound, and so is what is built on an open length', async () => {
    const remote = await taskIn(
      'video @film "片"\n  file: https://example.com/film.mp4\nscene a "海边"\n  shot b extends @film\n    海浪\n',
    );
    expect(remote.estimate).toMatchObject({ tokens: Math.ceil((15.2 * 24 + 121) * 900) });
    expect(remote.estimate.exact).toBe(false);
    const open = await taskIn(
      'scene a "海边"\n  shot one auto\n    海浪\n  shot b extends one\n    退去\n'.replace(
        'one auto\n',
        'one\n    duration: auto\n',
      ),
    );
    expect(open.estimate.exact).toBe(false);
  });
});

describe('words', () => {
  test('a shot of nothing but what must not appear is empty', async () => {
    const found = await compiled(`${episode}scene a "海边"\n  avoid: 文字\n  shot b\n`);
    expect(complaintsOf(found)).toEqual(['4:3 empty-shot']);
  });

  test('a mark of action with nothing behind it is no word, under an inherited light either', async () => {
    const found = await compiled(`${episode}scene a "海边 - 夜"\n  light: 灯\n  shot b\n    !\n`);
    expect(complaintsOf(found)).toEqual(['4:3 empty-shot']);
  });

  test('a frame needs no words', async () => {
    const task = await taskIn('scene a "海边"\n  shot b\n    first frame: sea.png\n');
    expect(textOf(task)).toBe('');
    expect(task.request.content).toHaveLength(1);
  });

  test('a long prompt is sent whole, with a warning that can be silenced', async () => {
    const body = `    ${'海'.repeat(501)}\n`;
    const long = await compiled(`${episode}scene a "海边"\n  shot b 15s\n${body}`);
    expect(complaintsOf(long)).toEqual(['3:3 long-prompt']);
    expect(long.plan).toBeDefined();
    const silenced = `${episode}scene a "海边"\n  # ignore long-prompt\n  shot b 15s\n${body}`;
    expect(complaintsOf(await compiled(silenced))).toEqual([]);
  });

  test('a thousand English words are not too many, one more is', async () => {
    const script = (count: number): string =>
      `episode "Sea"\nscene a "SEA"\n  shot b 15s\n    ${'wave '.repeat(count)}\n`;
    expect(complaintsOf(await compiled(script(1000)))).toEqual([]);
    expect(complaintsOf(await compiled(script(1001)))).toEqual(['3:3 long-prompt']);
  });
});

test('a library has no plan', async () => {
  const { sources, ...compilation } = await compiled('character @lin "林夏"\n  look: 短发\n');
  expect(sources.files).toHaveLength(1);
  expect(compilation).toEqual({ diagnostics: [], files: ['example.scene'] });
});
