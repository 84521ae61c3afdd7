/**
 * The one table of keywords and values: each with its Chinese twins, first the one that `fmt` writes.
 * The lexer, the formatter, the near-name search and the printed grammar all read it.
 */

/** English keyword → Chinese twins. */
export const blockKeywords = {
  format: ['格式'],
  import: ['引入'],
  series: ['剧集'],
  episode: ['集'],
  character: ['角色'],
  narrator: ['旁白者'],
  place: ['场所'],
  prop: ['道具'],
  style: ['风格'],
  video: ['视频'],
  audio: ['音频'],
  variant: ['造型'],
  scene: ['场景'],
  like: ['同'],
  shot: ['镜头'],
  transition: ['转场'],
  title: ['字卡'],
  clip: ['素材'],
  still: ['静帧'],
  black: ['黑场'],
} as const;

export const relationKeywords = {
  continues: ['接续'],
  extends: ['延长'],
  precedes: ['前接'],
  edits: ['编辑'],
  joins: ['衔接'],
} as const;

export const transitionKeywords = {
  cut: ['切'],
  dissolve: ['叠化'],
  'fade-black': ['淡黑'],
  'fade-white': ['闪白'],
  'wipe-left': ['左划'],
  'wipe-right': ['右划'],
  'wipe-up': ['上划'],
  'wipe-down': ['下划'],
  'slide-left': ['左推'],
  'slide-right': ['右推'],
  'slide-up': ['上推'],
  'slide-down': ['下推'],
} as const;

/** Fields, as they stand before a colon. `style`, `audio` and `title` also open blocks or lines. */
export const fieldKeywords = {
  model: ['模型'],
  resolution: ['清晰度'],
  ratio: ['画幅'],
  duration: ['时长'],
  audio: ['声音'],
  watermark: ['水印'],
  seed: ['种子'],
  takes: ['候选'],
  style: ['风格'],
  light: ['光线'],
  camera: ['机位', '运镜', '景别', '角度', '镜头'],
  language: ['语言'],
  budget: ['预算'],
  length: ['片长'],
  soundtrack: ['配乐'],
  subtitles: ['字幕'],
  loudness: ['响度'],
  cover: ['封面'],
  at: ['地点'],
  cast: ['出场', '人物'],
  avoid: ['不要'],
  service: ['接口'],
  look: ['形象'],
  face: ['面部'],
  image: ['图片'],
  voice: ['音色'],
  file: ['文件'],
  sfx: ['音效'],
  music: ['音乐'],
  cut: ['分镜'],
  text: ['画面文字'],
  caption: ['花字'],
  'first frame': ['首帧'],
  'last frame': ['尾帧'],
  opening: ['开场画面'],
  reference: ['参考'],
  note: ['备注'],
  omit: ['不入片'],
  trim: ['截取'],
  prompt: ['提示词'],
} as const;

export const valueKeywords = {
  on: ['开'],
  off: ['关'],
  yes: ['是'],
  no: ['否'],
  none: ['无'],
  auto: ['自动'],
  adaptive: ['自适应'],
  burn: ['烧录'],
  zh: ['中文'],
  en: ['英文'],
} as const;

/** Words inside a value: `reference: a.png for 服装`, `opening: last of arrive`. */
export const innerKeywords = {
  for: ['用于'],
  'last of': ['尾帧于'],
} as const;

export type BlockKeyword = keyof typeof blockKeywords;
export type FieldKey = keyof typeof fieldKeywords;
export type KeywordValue = keyof typeof valueKeywords;
