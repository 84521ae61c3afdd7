import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html, serialize, type Html } from '../../src/report/html.ts';
import { hostileText } from './support/hostile.ts';
import { readPage } from './support/read-page.ts';

const shown = (markup: Html): string => serialize(markup, { hide: (text) => text });

/** What HTML itself cannot hold, or turns around, is shown as one mark. */
const readable = (text: string): string =>
  text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu,
      '\ufffd',
    )
    .replace(/\r\n?/g, '\n');

describe('whatever is written stays text', () => {
  test('between tags and in attributes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        // What pieces make a link of, loses what may sign it: that is held below.
        fc.pre(!/https?:\/\/\S*[?#@]/i.test(text));
        const page = readPage(
          shown(
            html`<p title="${text}">${text}</p>
              <hr />`,
          ),
        );
        const [paragraph] = page.all('p');
        expect(page.elements.map(({ name }) => name)).toEqual(['html', 'head', 'body', 'p', 'hr']);
        expect(paragraph?.text).toBe(readable(text));
        expect(paragraph?.attributes).toEqual({ title: readable(text) });
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['" onload="x', '&quot; onload=&quot;x'],
    ["it's `so`", 'it&#39;s &#96;so&#96;'],
    ['a\u202eb\u0000c', 'a\ufffdb\ufffdc'],
    ['&lt; stays &lt;', '&amp;lt; stays &amp;lt;'],
  ])('%j', (text, expected) => {
    expect(shown(html`${text}`)).toBe(expected);
  });
});

test('parts are text, numbers, lists, templates and nothing', () => {
  expect(shown(html`<b>${[1, 'a', html`<i>${'<'}</i>`, undefined]}</b>`)).toBe(
    '<b>1a<i>&lt;</i></b>',
  );
});

describe('a link loses what may sign it', () => {
  test.each([
    ['https://a.example/clip.mp4?X-Tos-Signature=abc&x=1', 'https://a.example/clip.mp4?…'],
    ['see HTTPS://a.example/x?k=v, and more', 'see HTTPS://a.example/x?… and more'],
    ['https://me:secret@a.example/x', 'https://a.example/x'],
    ['https://a.example/x#token', 'https://a.example/x?…'],
    ['is it? yes', 'is it? yes'],
  ])('%s', (text, expected) => {
    expect(shown(html`${text}`)).toBe(expected);
  });

  test('and what the caller hides is hidden before it is escaped', () => {
    const hide = (text: string): string => text.replaceAll('a<b', '[hidden]');
    expect(serialize(html`<p>${'key a<b'}</p>`, { hide })).toBe('<p>key [hidden]</p>');
  });
});
