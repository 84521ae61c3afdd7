/** Made-up scenes that a camera might have seen, and what making a clip again does to one. */

/** Pixels of every scene; small, for the seams are found in much smaller pictures. */
export const sceneSize = { width: 320, height: 180 } as const;

/** A picture with detail of all sizes; what moves is the window on it. */
const picture =
  'mandelbrot=size=960x540:rate=24:start_scale=1.2:end_scale=1.2,trim=end_frame=1,loop=loop=-1:size=1:start=0,setpts=N/(24*TB)';
const grain = 'noise=alls=7:allf=t';
const size = `${sceneSize.width}:${sceneSize.height}`;

/** Graphs of lavfi without end, by name. */
export const scenes: Readonly<Record<string, string>> = {
  'test picture': 'testsrc2=size=320x180:rate=24',
  pan: `${picture},crop=${size}:x='100+2*n':y=120,${grain}`,
  'slow pan': `${picture},scale=1920:1080,crop=1280:720:x='60+n':y=120,scale=${size}:flags=area`,
  'slow pan with grain': `${picture},scale=1920:1080,crop=1280:720:x='60+n':y=120,scale=${size}:flags=area,${grain}`,
  handheld: `${picture},crop=${size}:x='200+40*sin(n/11)+13*sin(n/4.3)':y='150+30*sin(n/7)+9*cos(n/3.1)'`,
  'to and fro': `${picture},scale=1920:1080,crop=1280:720:x='300+120*sin(2*PI*n/18)':y='100+n/2',scale=${size}:flags=area,${grain}`,
  'loop without end': `${picture},crop=${size}:x='200+30*sin(2*PI*n/18)':y=150,${grain}`,
  'something small moves': `${picture},crop=${size}:x=250:y=150[b];color=c=orange:s=16x16:r=24[o];[b][o]overlay=x='20+n':y='80+20*sin(n/9)'`,
  'comes to rest': `${picture},crop=${size}:x='600-560*exp(-n/25)':y=150,${grain}`,
  'push in': `${picture},scale=w='1600-2*n':h='900-1*n':eval=frame,crop=640:360,scale=${size}:flags=area,${grain}`,
  life: `life=size=80x45:rate=24:seed=7:ratio=0.3:mold=8,scale=${size}`,
  'still with grain': `${picture},crop=${size}:x=250:y=150,${grain}`,
  still: `${picture},crop=${size}:x=250:y=150`,
};

/** Scenes that show the same picture again and again: how often it was repeated cannot be told. */
export const untold: readonly string[] = ['still', 'still with grain', 'loop without end'];

/** Filters and encoder of a clip that was made again, by name. */
export const wears: Readonly<Record<string, { readonly filters: string; readonly crf: number }>> = {
  'coded again': { filters: 'null', crf: 20 },
  'coded again, coarser': { filters: 'null', crf: 28 },
  brighter: { filters: 'eq=brightness=0.04:contrast=1.05', crf: 22 },
  'darker and paler': { filters: 'eq=brightness=-0.04:contrast=0.94:saturation=0.85', crf: 22 },
  'other colours': { filters: 'hue=h=8:s=1.1,eq=gamma=1.06', crf: 22 },
  softer: { filters: `scale=240:-2,scale=${size},eq=gamma=0.95`, crf: 24 },
};
