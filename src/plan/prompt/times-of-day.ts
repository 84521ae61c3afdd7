/** The times of day that headings name, in both languages: an English shot may stand under 夜. */

const table: readonly (readonly [zh: string, en: string, ...headings: string[]])[] = [
  ['白天', 'daylight', '日', '白天', '日间', 'DAY'],
  ['夜晚', 'night', '夜', '夜晚', '夜间', '晚', '晚上', 'NIGHT'],
  ['清晨', 'early morning', '晨', '清晨', '早', '早晨', '早上', 'MORNING'],
  ['黎明', 'dawn', '黎明', '拂晓', 'DAWN', 'SUNRISE'],
  ['中午', 'noon', '午', '中午', '正午', 'NOON'],
  ['上午', 'morning', '上午'],
  ['下午', 'afternoon', '下午', '午后', 'AFTERNOON'],
  ['黄昏', 'dusk', '昏', '黄昏', 'DUSK', 'SUNSET'],
  ['傍晚', 'evening', '傍晚', 'EVENING'],
  ['凌晨', 'before dawn', '凌晨'],
  ['深夜', 'late night', '深夜', '午夜', 'MIDNIGHT'],
];

export const timesOfDay: ReadonlyMap<string, { readonly zh: string; readonly en: string }> =
  new Map(table.flatMap(([zh, en, ...headings]) => headings.map((word) => [word, { zh, en }])));
