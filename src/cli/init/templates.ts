/** What `scene init` writes. Both films are small, need no media and cost nothing on the simulator. */

export type TemplateLanguage = 'en' | 'zh';

export interface Template {
  readonly files: Readonly<Record<string, string>>;
  /** The episode. */
  readonly script: string;
}

const common = {
  'scenewright.json': '{\n  "backend": "simulator"\n}\n',
  '.gitignore': '.scenewright/\n*.mp4\n',
};

const englishCast = `# What all episodes share. Add \`image: refs/mara.png\` when you have a picture of her.
series "The Lighthouse"
  resolution: 480p
  ratio: 16:9
  style: @dusk

character @mara "Mara"
  look: a lighthouse keeper in her sixties, grey plait, yellow oilskin coat

place @gallery "The gallery"
  look: the iron gallery around the lamp of a lighthouse, high above the sea

style @dusk "Dusk"
  look: film grain, blue dusk, one warm light
`;

const englishEpisode = `import "cast.scene"

episode 1 "The Last Boat"
  length: 15s

scene watch "EXT. GALLERY - DUSK"
  at: @gallery

  title "The Last Boat" 2s

  shot light 5s
    camera: wide shot, slow push in
    @mara lights the lamp and looks out over the water.
    sfx: wind, gulls far away

  shot boat 5s continues light
    camera: over her shoulder
    Far out a small boat turns towards the light.

  transition dissolve 0.5s

  shot hand 4s
    camera: close-up
    @mara raises one hand and waves.
`;

const chineseCast = `# 各集共用的内容。有了参考图，就给角色加一行 image: refs/lan.png
series "灯塔"
  resolution: 480p
  ratio: 9:16
  style: @暮色

character @阿兰 "阿兰"
  look: 六十多岁的守塔人，灰白长辫，黄色雨衣

place @塔顶 "塔顶"
  look: 灯塔顶层的铁栏回廊，脚下是大海

style @暮色 "暮色"
  look: 胶片颗粒，蓝色暮光，一盏暖灯
`;

const chineseEpisode = `import "cast.scene"

episode 1 "最后一班船"
  length: 15s

scene watch "EXT. 灯塔 - 黄昏"
  at: @塔顶

  title "最后一班船" 2s

  shot light 5s
    camera: 全景，缓慢推近
    @阿兰点亮灯，望向海面。
    sfx: 风声，远处的海鸥

  shot boat 5s continues light
    camera: 越过她的肩膀
    远处，一条小船转向灯光。

  transition dissolve 0.5s

  shot hand 4s
    camera: 特写
    @阿兰抬起手，轻轻挥动。
`;

export const templates: Readonly<Record<TemplateLanguage, Template>> = {
  en: {
    script: 'last-boat.scene',
    files: { ...common, 'cast.scene': englishCast, 'last-boat.scene': englishEpisode },
  },
  zh: {
    script: 'last-boat.scene',
    files: { ...common, 'cast.scene': chineseCast, 'last-boat.scene': chineseEpisode },
  },
};
