import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContentItem, PlanTask } from '../../src/plan/plan.ts';
import { promptPieces, referencesOf } from '../../src/report/references.ts';
import { hostileText } from './support/hostile.ts';

function taskOf(...content: readonly ContentItem[]): Pick<PlanTask, 'request'> {
  return {
    request: {
      model: 'm',
      content,
      resolution: '720p',
      ratio: '9:16',
      duration: 5,
      generate_audio: true,
      watermark: false,
      return_last_frame: true,
    },
  };
}

const image = (url: string): ContentItem => ({
  type: 'image_url',
  image_url: { url },
  role: 'reference_image',
});
const video = (url: string): ContentItem => ({
  type: 'video_url',
  video_url: { url },
  role: 'reference_video',
});

const task = taskOf(
  { type: 'text', text: 'ignored' },
  image('file:refs/a.png'),
  video('clip:one.two'),
  image('https://cdn.example/x/b.png?X-Tos-Signature=secret'),
  image('asset://a-1'),
);
const references = referencesOf(task, undefined, (url) =>
  url.endsWith('a.png') ? 'A' : undefined,
);

test('each type is numbered for itself, and an address is never whole', () => {
  expect(
    references.map(({ type, number, origin, picture }) => [type, number, origin, picture]),
  ).toEqual([
    ['image', 1, 'a.png', 'A'],
    ['video', 1, 'one.two', undefined],
    ['image', 2, 'cdn.example/…/b.png', undefined],
    ['image', 3, 'asset://a-1', undefined],
  ]);
});

describe('the prompt is cut where it names what is sent', () => {
  test.each([
    [
      '图片1中的林夏，图片 2 与视频1',
      ['[图片1→0]', '中的林夏，', '[图片 2→2]', ' 与', '[视频1→1]'],
    ],
    ['Image 1 by Video 1', ['[Image 1→0]', ' by ', '[Video 1→1]']],
    ['图片9，音频1，Images 1', ['图片9，音频1，Images 1']],
    ['', []],
  ])('%s', (prompt, expected) => {
    const pieces = promptPieces(prompt, references);
    expect(
      pieces.map((piece) =>
        'reference' in piece ? `[${piece.text}→${piece.reference}]` : piece.text,
      ),
    ).toEqual(expected);
  });

  test('and nothing of it is lost', () => {
    fc.assert(
      fc.property(hostileText, (prompt) => {
        const pieces = promptPieces(prompt, references);
        expect(pieces.map(({ text }) => text).join('')).toBe(prompt);
      }),
    );
  });
});
