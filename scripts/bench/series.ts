/**
 * A made-up series, the same at every run, and three ways of writing it down: as `.scene` files, as
 * a Fountain script, as YAML.
 */
import { stringify } from 'yaml';

export interface Series {
  readonly episodes: readonly Episode[];
}

interface Episode {
  readonly number: number;
  readonly scenes: readonly Scene[];
}

interface Scene {
  readonly name: string;
  readonly heading: string;
  readonly light: string;
  readonly shots: readonly Shot[];
}

interface Shot {
  readonly name: string;
  readonly seconds: number;
  readonly relation?: string;
  readonly camera: string;
  readonly action: readonly string[];
  readonly speaker?: string;
  readonly manner?: string;
  readonly words?: string;
  readonly sfx?: string;
}

const shotsInScene = 10;

export function makeSeries(options: {
  readonly episodes: number;
  readonly shotsInEpisode: number;
}): Series {
  const pick = picker(7);
  return {
    episodes: Array.from({ length: options.episodes }, (_, index) => ({
      number: index + 1,
      scenes: Array.from({ length: options.shotsInEpisode / shotsInScene }, (_, scene) =>
        makeScene(`s${scene + 1}`, pick),
      ),
    })),
  };
}

function makeScene(name: string, pick: Picker): Scene {
  return {
    name,
    heading: `INT. ${pick(places)} - ${pick(times)}`,
    light: pick(lights),
    shots: Array.from({ length: shotsInScene }, (_, index) => makeShot(index, pick)),
  };
}

function makeShot(index: number, pick: Picker): Shot {
  const who = pick(people);
  const speaks = index % 3 === 1;
  return {
    name: `k${index + 1}`,
    seconds: 8,
    ...(index % 5 === 4 ? { relation: `extends k${index}` } : {}),
    camera: `${pick(sizes)}，${pick(angles)}，${pick(moves)}`,
    action: [
      `@${who}${pick(actions)}`,
      ...(index % 2 === 0 ? [`镜头越过她的肩膀，落在 @letter 上，${pick(details)}`] : []),
    ],
    ...(speaks ? { speaker: who, manner: pick(manners), words: pick(lines) } : {}),
    ...(index % 4 === 0 ? { sfx: pick(sounds) } : {}),
  };
}

/** What every episode imports. */
export const sharedCast = `series "归来"
  model: seedance-2.0-fast
  ratio: 9:16
  style: @noir
  avoid: 画面文字，多余的手指

character @lin "林夏"
  look: 二十多岁，短发，神情疲惫
  face: refs/lin-face.png
  image: refs/lin-shirt.png
  voice: refs/lin.mp3

character @zhou "周明"
  look: 三十岁，黑色大衣
  image: refs/zhou.png
  voice: refs/zhou.mp3

place @bookshop "旧书店"
  image: refs/bookshop.png

prop @letter "信"
  image: refs/letter.png

style @noir "冷色调霓虹"
  look: 电影感，冷色调，霓虹反光，35mm 胶片颗粒
`;

export function asScene(episode: Episode): string {
  const lines = [
    'import "cast.scene"',
    '',
    `episode ${episode.number} "第${episode.number}集"`,
    '',
  ];
  for (const scene of episode.scenes) {
    lines.push(
      `scene ${scene.name} "${scene.heading}"`,
      '  at: @bookshop',
      `  light: ${scene.light}`,
      '',
    );
    for (const shot of scene.shots) {
      lines.push(`  shot ${shot.name} ${shot.seconds}s${shot.relation ? ` ${shot.relation}` : ''}`);
      lines.push(`    camera: ${shot.camera}`);
      for (const action of shot.action) lines.push(`    ${action}`);
      if (shot.speaker !== undefined) {
        lines.push(`    @${shot.speaker} (${shot.manner ?? ''}): ${shot.words ?? ''}`);
      }
      if (shot.sfx !== undefined) lines.push(`    sfx: ${shot.sfx}`);
      lines.push('');
    }
  }
  return lines.join('\n');
}

/** The series as a script, told again from the start until it is as long as `bytes`. */
export function asFountain(series: Series, length: { readonly bytes: number }): string {
  const once = fountainLines(series).join('\n');
  const times = Math.ceil(length.bytes / Buffer.byteLength(once));
  return Buffer.from(once.repeat(times)).subarray(0, length.bytes).toString('utf8');
}

function fountainLines(series: Series): readonly string[] {
  const lines: string[] = [];
  for (const episode of series.episodes) {
    for (const scene of episode.scenes) {
      lines.push(scene.heading, '');
      for (const shot of scene.shots) {
        lines.push(shot.camera, '', ...shot.action.flatMap((action) => [action, '']));
        if (shot.speaker !== undefined) {
          lines.push(`@${shot.speaker}`, `(${shot.manner ?? ''})`, shot.words ?? '', '');
        }
      }
    }
  }
  return lines;
}

export function asYaml(series: Series): string {
  return stringify(series);
}

type Picker = (from: readonly string[]) => string;

/** The same choices at every run: a linear congruential generator. */
function picker(seed: number): Picker {
  let state = seed;
  return (from) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] ?? '';
  };
}

const people = ['lin', 'zhou'];
const places = ['旧书店', '雨巷', '天台', '车站', '医院走廊'];
const times = ['夜', '日', '黄昏', '晨'];
const lights = ['昏黄的台灯，窗外霓虹', '清晨的冷光', '头顶一盏白炽灯', '雨后的路灯'];
const sizes = ['中景', '近景', '特写', '全景'];
const angles = ['平视', '俯拍', '仰拍', '侧面'];
const moves = ['缓慢推近', '固定机位', '跟拍', '缓缓拉远'];
const actions = [
  '推门而入，雨水从伞沿滴落。',
  '停下脚步，回头看了一眼空荡荡的街道。',
  '拆开信封，手在发抖，信纸上的字被雨水晕开。',
  '把湿透的大衣搭在椅背上，慢慢坐下。',
];
const details = ['纸角被雨打湿。', '墨迹已经化开。', '上面压着一枚旧硬币。'];
const manners = ['低声', '惊', '冷冷地', '带着哭腔'];
const lines = ['有人在吗？', '你不该回来的。', '这封信，是谁放在这里的？', '我等了你三年。'];
const sounds = ['雨声，门铃轻响', '远处的汽笛', '老式挂钟滴答作响'];
