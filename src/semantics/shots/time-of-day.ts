/** The time of day in a scene's heading, as the script has it: `INT. 旧书店 - 夜` → 夜. */

const times = new Set(
  (
    '日 夜 晨 昏 晚 白天 夜晚 夜里 晚上 夜间 日间 深夜 午夜 半夜 凌晨 黎明 拂晓 清晨 早晨 早上 上午 中午 正午 午后 下午 ' +
    '傍晚 黄昏 日出 日落 DAY NIGHT MORNING EVENING AFTERNOON NOON MIDDAY MIDNIGHT DAWN DUSK SUNRISE SUNSET TWILIGHT'
  ).split(' '),
);
const separators = /[-–—－/／,，、·|｜()（）]/;
/** `日内`, `夜外`, `外夜`: Chinese headings write inside and outside beside the time. */
const insideOrOutside = /^(?:内外|[内外])景?|(?:内外|[内外])景?$/g;

/** The last part of the heading that is a time; among Chinese words a blank parts too. */
export function timeOfDayIn(heading: string): string | undefined {
  const parts = heading.split(separators).flatMap((part) => {
    const trimmed = part.trim();
    return isTime(trimmed) || !/\p{Script=Han}/u.test(trimmed) ? [trimmed] : trimmed.split(/\s+/);
  });
  const part = parts.findLast((each) => isTime(bareTime(each)));
  return part && bareTime(part);
}

function bareTime(part: string): string {
  return part.replace(insideOrOutside, '');
}

function isTime(text: string): boolean {
  return times.has(text.toUpperCase());
}
