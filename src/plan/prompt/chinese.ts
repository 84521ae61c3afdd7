/** What a prompt says in Chinese. */
import { clause, endsLoudly } from './sentence.ts';
import { timesOfDay } from './times-of-day.ts';
import type { SpeakerPhrase, SpeechPhrase, Wording } from './wording.ts';

export const chinese: Wording = {
  items: (type, numbers) => numbers.map((number) => `${counters[type]}${number}`).join('、'),
  shownIn: (items, name) => `${items}中的${name}`,
  shows: (items, _count, name) => `${items}中是${name}`,
  introduction: (name, look) => `${name}，${look}`,
  list: (parts) => parts.join('，'),
  place: (description) => `场景：${description}`,
  light: (words) => `光线：${words}`,
  timeOfDay: (word) => timesOfDay.get(word.toUpperCase())?.zh ?? word,
  opening: (items) => `以${items}为开场画面`,
  reference: ({ items, type, purpose, inRelation }) => {
    if (!(inRelation && type === 'video')) return `${purpose ?? ''}参考${items}`;
    return purpose === undefined ? `结合${items}` : `${purpose}与${items}一致`;
  },
  style: (words) => `风格：${words}`,
  styleShownIn: (items, name) => `整体风格参考${items}${name === undefined ? '' : `中的${name}`}`,
  sound: (words) => `音效：<${words}>`,
  music: (words) => `配乐：（${words}）`,
  textInPicture: (words) => `画面文字：【${words}】`,
  avoid: (things) => `不要出现：${things.join('，')}`,
  innerShot: (number) => `镜头${number}：`,
  speech: (phrase) => `${opening(phrase)}${manner(phrase)}：“${phrase.words}”`,

  extend: (clips) => `向后延长${clips}，`,
  precede: (clips) => `向前延长${clips}，`,
  edit: (clips) => `严格编辑${clips}，`,
  restUnchanged: { clause: '，其余不变', sentence: '其余不变' },
  join: (clips, between) => {
    let text = clips[0] ?? '';
    clips.slice(1).forEach((clip, index) => {
      const action = between[index];
      if (action !== undefined) text += `，${clause(action)}`;
      text += `${endsLoudly(text) ? '' : '，'}接${clip}`;
    });
    return text;
  },
};

const counters = { image: '图片', video: '视频', audio: '音频' } as const;

/** Who is heard: `林夏以音频1的音色`, `画外音，旁白`, `林夏双唇紧闭，心声`. */
function opening({ speakers, delivery }: SpeechPhrase): string {
  const names = speakers.map(withVoice).join('、');
  if (delivery === 'out-of-frame') return `画外音，${names}`;
  if (delivery === 'in-frame') return names;
  const bare = speakers.map(({ name }) => name).join('、');
  const voices = speakers.flatMap(({ voice }) => voice ?? []).join('、');
  return `${bare}双唇紧闭，心声${voices === '' ? '' : `以${voices}的音色`}`;
}

function withVoice({ name, voice }: SpeakerPhrase): string {
  return voice === undefined ? name : `${name}以${voice}的音色`;
}

function manner({ manners, speakers, delivery }: SpeechPhrase): string {
  const ways = manners.map(adverbOf);
  const voiced = speakers.some(({ voice }) => voice !== undefined);
  if (delivery === 'inner-voice' && ways.length === 0 && !voiced) return '';
  const together = speakers.length > 1 && !manners.some((way) => inUnison.test(way)) ? '齐声' : '';
  const last = ways.at(-1) ?? '';
  if (speaksAlready.test(last)) return `${together}${ways.join('、')}`;
  return `${together}${ways.join('、')}${standsApart(last) ? '，说' : '说'}`;
}

/** 头也不抬，说: a phrase that is no adverb and has no 着 or 声 to lean on. */
function standsApart(way: string): boolean {
  return way.length > 2 && !goesBeforeSpeech.test(way);
}

/** 焦急 → 焦急地; what already goes before 说 (低声, 笑着, 回头) and longer phrases stay. */
function adverbOf(manner: string): string {
  const known = adverbs[manner];
  if (known !== undefined) return known;
  return manner.length <= 2 && !goesBeforeSpeech.test(manner) ? `${manner}地` : manner;
}

const goesBeforeSpeech = /[声地着笑头身手眉眼脚泪门时语气说道问喊叫吼念唱答骂A-Za-z]$/;

/** Scripts write a feeling in one character, which cannot stand there as it is. */
const adverbs: Readonly<Record<string, string>> = {
  惊: '惊讶地',
  怒: '愤怒地',
  喜: '欣喜地',
  急: '焦急地',
  悲: '悲伤地',
  冷: '冷冷地',
  笑: '笑着',
  哭: '哭着',
  轻: '轻声',
};

const inUnison = /齐声|同声|一起|异口同声|一同|同时/;

const speaksAlready = /(?:[说道问喊叫吼念唱答骂]|嘀咕|嘟囔|低语|自语|喃喃|耳语)$/;
