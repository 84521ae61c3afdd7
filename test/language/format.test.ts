/** A folder is a case: `input.scene` in, the canonical form out, as written and in both languages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatSource } from '../../src/language/format.ts';
import type { FormatOptions } from '../../src/language/format.ts';

const folder = join(import.meta.dirname, 'format');
const forms: Readonly<Record<string, FormatOptions>> = {
  'output.scene': {},
  'output.en.scene': { keywords: 'en' },
  'output.zh.scene': { keywords: 'zh' },
  'output.named.scene': { name: true },
};

describe.each(readdirSync(folder).sort())('%s', (name) => {
  const text = readFileSync(join(folder, name, 'input.scene'), 'utf8');
  const wanted = Object.entries(forms).filter(
    ([file]) => file === 'output.scene' || existsSync(join(folder, name, file)),
  );
  test.each(wanted)('%s', async (file, options) => {
    const formatted = formatSource({ path: 'input.scene', text }, options);
    await expect(formatted).toMatchFileSnapshot(join(folder, name, file));
    expect(formatSource({ path: 'input.scene', text: formatted }, options)).toBe(formatted);
  });
});

const examples = join(import.meta.dirname, '../../examples');
const scripts = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.scene'),
);

test.each(scripts)('%s is the same after a turn through Chinese', (file) => {
  const path = join(examples, file);
  const text = readFileSync(path, 'utf8');
  const inChinese = formatSource({ path, text }, { keywords: 'zh' });
  const inEnglish = formatSource({ path, text }, { keywords: 'en' });
  expect(formatSource({ path, text: inChinese }, { keywords: 'en' })).toBe(inEnglish);
});
