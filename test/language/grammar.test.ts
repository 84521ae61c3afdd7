/** The printed grammar is the parser's, and the specification names all that the parser reads. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagramsPage, grammarNames, grammarText } from '../../grammar/generate.ts';
import { fieldFacts } from '../../src/language/fields.ts';
import * as keywords from '../../src/language/keywords.ts';
import { reservedAfterMedium, reservedFields } from '../../src/language/lookup.ts';
import { fieldTokens } from '../../src/language/tokens.ts';

const folder = path.resolve(import.meta.dirname, '../../grammar');
const specification = readFileSync(path.join(folder, 'scene.ebnf'), 'utf8');
const rules = specification.replace(/\(\*[\s\S]*?\*\)/g, '');

test('grammar/generated/parser.ebnf is the parser that runs', async () => {
  await expect(grammarText()).toMatchFileSnapshot(path.join(folder, 'generated/parser.ebnf'));
});

test('grammar/generated/diagrams.html is the parser that runs, and asks nothing of the network', async () => {
  const page = diagramsPage();
  expect(page).not.toMatch(/(?:src|href)=['"]/);
  await expect(page).toMatchFileSnapshot(path.join(folder, 'generated/diagrams.html'));
});

describe('grammar/scene.ebnf', () => {
  const defined = [...rules.matchAll(/^([A-Za-z][A-Za-z0-9]*)\s*=/gm)].map(([, name = '']) => name);
  const used = [
    ...rules.replace(/"[^"]*"|'[^']*'|\?[^?]*\?/g, '').matchAll(/[A-Za-z][A-Za-z0-9]*/g),
  ];
  const names = grammarNames();

  test('defines every rule and token of the parser, and nothing twice', () => {
    expect(new Set(defined).size).toBe(defined.length);
    expect([...names.rules, ...names.tokens].filter((name) => !defined.includes(name))).toEqual([]);
  });

  test('has no rule that the parser has not', () => {
    const ofParser = new Set(names.rules);
    const lower = defined.filter((name) => /^[a-z]/.test(name));
    expect(lower.filter((name) => !ofParser.has(name))).toEqual([]);
  });

  test('uses only what it defines', () => {
    expect(used.map(([name]) => name).filter((name) => !defined.includes(name))).toEqual([]);
  });

  test('quotes every keyword of the table, and no other word', () => {
    const tables = [
      keywords.blockKeywords,
      keywords.relationKeywords,
      keywords.transitionKeywords,
      keywords.fieldKeywords,
      keywords.valueKeywords,
      keywords.innerKeywords,
    ];
    const wanted = new Set<string>();
    for (const table of tables) {
      for (const [word, twins] of Object.entries<readonly string[]>(table)) {
        for (const written of [word, ...twins]) wanted.add(written);
      }
    }
    for (const word of [...reservedFields, ...reservedAfterMedium]) wanted.add(word);
    const quoted = new Set(
      [...rules.matchAll(/"([^"]+)"/g)]
        .map(([, word = '']) => word)
        .filter((word) => /^[a-z\u4e00-\u9fff]/.test(word)),
    );
    const units = new Set(['s', 'ms', 'm', '秒', '元', '到', 'dB', 'LUFS', '画面']);
    expect([...wanted].filter((word) => !quoted.has(word))).toEqual([]);
    expect([...quoted].filter((word) => !wanted.has(word) && !units.has(word))).toEqual([]);
  });
});

test('grammar/scene.ebnf gives each field to the shape of its value', () => {
  for (const [key, { shape }] of Object.entries(fieldFacts)) {
    const token = fieldTokens[shape].name;
    const rule = new RegExp(`^${token}\\s*= \\(([^)]*)\\)`, 'm').exec(rules)?.[1] ?? '';
    expect(rule, `${key} among ${token}`).toContain(`"${key}"`);
  }
});
