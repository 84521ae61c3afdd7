/** The times of day that headings name, in both languages: an English shot may stand under 夜. */

const table: readonly (readonly [zh: string, en: string, headings: string])[] = [
  ['白天', 'daylight', '日 白天 日间 DAY'],
  ['夜晚', 'night', '夜 晚 夜晚 夜里 晚上 夜间 NIGHT'],
  ['深夜', 'late night', '深夜 半夜'],
  ['午夜', 'midnight', '午夜 MIDNIGHT'],
  ['凌晨', 'the hours before dawn', '凌晨'],
  ['黎明', 'dawn', '黎明 拂晓 DAWN'],
  ['日出', 'sunrise', '日出 SUNRISE'],
  ['清晨', 'early morning', '晨 清晨 早晨 早上'],
  ['上午', 'morning', '上午 MORNING'],
  ['正午', 'noon', '中午 正午 NOON MIDDAY'],
  ['午后', 'afternoon', '午后 下午 AFTERNOON'],
  ['傍晚', 'evening', '傍晚 EVENING'],
  ['日落', 'sunset', '日落 SUNSET'],
  ['黄昏', 'dusk', '昏 黄昏 DUSK TWILIGHT'],
];

export const timesOfDay: ReadonlyMap<string, { readonly zh: string; readonly en: string }> =
  new Map(table.flatMap(([zh, en, words]) => words.split(' ').map((word) => [word, { zh, en }])));
