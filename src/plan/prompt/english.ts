/** What a prompt says in English. */
import { clause, endsLoudly, uncapitalised } from './sentence.ts';
import { timesOfDay } from './times-of-day.ts';
import type { SpeechPhrase, Wording } from './wording.ts';

export const english: Wording = {
  items: (type, numbers) => series(numbers.map((number) => `${counters[type]} ${number}`)),
  shownIn: (items, name) => `${name} from ${items}`,
  shows: (items, count, name) => `${items} ${count > 1 ? 'show' : 'shows'} ${name}`,
  introduction: (name, look) => `${name}, ${look}`,
  list: (parts) => parts.join(', '),
  place: (description) => `Setting: ${description}`,
  light: (words) => `Lighting: ${words}`,
  timeOfDay: (word) => timesOfDay.get(word.toUpperCase())?.en ?? word.toLowerCase(),
  opening: (items) => `The clip opens on ${items}`,
  reference: ({ items, type, purpose, inRelation }) => {
    if (!(inRelation && type === 'video')) {
      return purpose === undefined ? `Refer to ${items}` : `For ${purpose}, refer to ${items}`;
    }
    return purpose === undefined ? `Draw on ${items}` : `Match ${items} for ${purpose}`;
  },
  style: (words) => `Style: ${words}`,
  styleShownIn: (items, name) =>
    name === undefined ? `Overall style as in ${items}` : `Overall style: ${name}, as in ${items}`,
  sound: (words) => `Sound: <${words}>`,
  music: (words) => `Music: （${words}）`,
  textInPicture: (words) => `Text in the picture: 【${words}】`,
  avoid: (things) => `Avoid: ${things.join(', ')}`,
  innerShot: (number) => `Shot ${number}: `,
  speech: (phrase) => {
    const how = [
      ...(phrase.speakers.length > 1 && !phrase.manners.some(isInUnison) ? ['together'] : []),
      ...phrase.manners,
      ...voices(phrase),
    ];
    return `${[opening(phrase), ...how].join(', ')}: "${phrase.words}"`;
  },

  extend: (clips) => `Extend ${clips} forward: `,
  precede: (clips) => `Extend ${clips} backward: `,
  edit: (clips) => `Strictly edit ${clips}: `,
  restUnchanged: {
    clause: ', keep everything else unchanged',
    sentence: 'Keep everything else unchanged',
  },
  join: (clips, between) => {
    let text = clips[0] ?? '';
    clips.slice(1).forEach((clip, index) => {
      const action = between[index];
      if (action !== undefined) text += `, ${uncapitalised(clause(action))}`;
      text += `${endsLoudly(text) ? '' : ','} then ${clip}`;
    });
    return text;
  },
};

function isInUnison(manner: string): boolean {
  return /\b(?:together|unison|chorus|at once)\b/i.test(manner);
}

const counters = { image: 'Image', video: 'Video', audio: 'Audio' } as const;

function opening({ speakers, delivery, narrated }: SpeechPhrase): string {
  const names = series(speakers.map(({ name }) => name));
  const says = speakers.length > 1 ? 'say' : 'says';
  if (delivery === 'out-of-frame')
    return `${narrated ? 'In voice-over' : 'Off screen'}, ${names} ${says}`;
  if (delivery === 'inner-voice')
    return `With lips closed, ${names} ${speakers.length > 1 ? 'are' : 'is'} heard thinking`;
  return `${names} ${says}`;
}

function voices({ speakers }: SpeechPhrase): string[] {
  const voiced = speakers.filter(({ voice }) => voice !== undefined);
  if (voiced.length === 0) return [];
  if (speakers.length === 1) return [`in the voice of ${voiced[0]?.voice ?? ''}`];
  return [
    series(voiced.map(({ bareName, voice }) => `${bareName} in the voice of ${voice ?? ''}`)),
  ];
}

function series(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
