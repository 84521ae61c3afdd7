/** Two pieces of Chinese prose put together where a mention stood between blanks. */

/** The blank that a writer leaves beside a mention only parts it from the prose, and goes. */
export function chineseSeam(before: string, after: string): string {
  if (!endsBlank.test(before) && !startsBlank.test(after)) return before + after;
  const left = before.trimEnd();
  const right = after.trimStart();
  return (left === '' || wideEnd.test(left)) && wideStart.test(right)
    ? left + right
    : before + after;
}

const endsBlank = /\s$/;
const startsBlank = /^\s/;
const wide =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303F\\uFF00-\\uFFEF“”‘’…—';
const wideStart = new RegExp(`^[${wide}]`, 'u');
/** 视频1 ends in a digit and is Chinese all the same. */
const wideEnd = new RegExp(`(?:[${wide}]|[片频]\\d+)$`, 'u');
