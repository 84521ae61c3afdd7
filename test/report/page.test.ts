import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { reportPage } from '../../src/report/page/page.ts';
import { hostilePieces, hostileText } from './support/hostile.ts';
import { madeUpReport } from './support/made-up.ts';
import { readPage, type ReadPage } from './support/read-page.ts';

const pageOf = (word: string): string => reportPage(madeUpReport(word), { hide: (text) => text });

/** The elements with what decides where they lead; words in them do not count. */
function bones(page: ReadPage): readonly string[] {
  return page.elements.map(({ name, attributes }) => {
    const kept = Object.entries(attributes).filter(([key]) => !worded.has(key));
    return `${name} ${JSON.stringify(kept)}`;
  });
}
/** The policy holds the hash of the sheet. */
const worded = new Set(['title', 'aria-label', 'alt', 'lang']);

const plain = readPage(pageOf('plain'));

describe('a page of hostile words', () => {
  test('has the very elements, addresses and styles of a harmless one', () => {
    const expected = bones(plain);
    fc.assert(
      fc.property(
        hostileText.filter((text) => !text.includes('plain')),
        (text) => {
          expect(bones(readPage(pageOf(text === '' ? 'x' : text)))).toEqual(expected);
        },
      ),
      { numRuns: 200, examples: hostilePieces.map((piece): [string] => [piece]) },
    );
  });

  test('and shows the words', () => {
    expect(readPage(pageOf('<b>bold</b>')).text).toContain('<b>bold</b>');
  });
});

describe('every page', () => {
  test('has no script, no handler, no style in an attribute, no form and no frame', () => {
    const names = new Set(plain.elements.map(({ name }) => name));
    for (const name of ['script', 'form', 'iframe', 'object', 'embed', 'base', 'link', 'input']) {
      expect(names).not.toContain(name);
    }
    const attributes = plain.elements.flatMap((one) => Object.keys(one.attributes));
    expect(attributes.filter((name) => name.startsWith('on') || name === 'style')).toEqual([]);
  });

  test('leads nowhere but to itself and to files beside it', () => {
    const addresses = plain.elements.flatMap(({ attributes }) =>
      ['href', 'src', 'poster'].flatMap((name) => attributes[name] ?? []),
    );
    expect(addresses.length).toBeGreaterThan(10);
    expect(
      addresses.filter(
        (one) => !/^(#[\w-]+|clips\/a%20b\.mp4|data:image\/gif;base64,.*)$/.test(one),
      ),
    ).toEqual([]);
    const ids = new Set(plain.elements.flatMap(({ attributes }) => attributes['id'] ?? []));
    const inside = addresses.filter((one) => one.startsWith('#')).map((one) => one.slice(1));
    expect(inside.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('has a policy that names its one stylesheet and lets nothing else in', () => {
    const [style, ...others] = plain.all('style');
    const hash = createHash('sha256')
      .update(style?.text ?? '')
      .digest('base64');
    const policy = plain
      .all('meta')
      .find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(others).toEqual([]);
    expect(policy?.attributes['content']?.split('; ')).toEqual([
      `default-src 'none'`,
      `style-src 'sha256-${hash}'`,
      'img-src data:',
      `media-src 'self' file:`,
      `base-uri 'none'`,
      `form-action 'none'`,
    ]);
  });

  test('holds a picture once, however often it is shown', () => {
    expect(pageOf('plain').split('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==').length - 1)
      // One is the picture; the others are the clear pixel of each player.
      .toBe(1 + plain.all('video').length);
  });

  test('says in words what it shows in pictures, and its headings follow each other', () => {
    const pictures = plain.elements.filter(({ attributes }) => attributes['role'] === 'img');
    expect(pictures.length).toBeGreaterThan(3);
    expect(pictures.filter(({ attributes }) => !attributes['aria-label'])).toEqual([]);
    expect(plain.all('video').filter(({ attributes }) => !attributes['aria-label'])).toEqual([]);
    const levels = plain.elements
      .flatMap(({ name }) => /^h([1-6])$/.exec(name)?.[1] ?? [])
      .map(Number);
    expect(levels[0]).toBe(1);
    levels.forEach((level, index) => {
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });
  });

  test('has each id once', () => {
    const ids = plain.elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(ids).toEqual([...new Set(ids)]);
  });
});
