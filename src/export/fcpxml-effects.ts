/**
 * What Final Cut Pro calls our transitions and cards. Its identifiers and the numbers of the directions are not
 * in Apple's documentation; these are the ones that projects exported by Final Cut Pro carry.
 */
import type { TransitionKind } from '../plan/plan.ts';

export interface FcpEffect {
  readonly name: string;
  readonly uid: string;
  readonly direction?: { readonly key: string; readonly value: string };
}

export const basicTitle = {
  name: 'Basic Title',
  uid: '.../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti',
} as const;
/** The sound under a transition. */
export const audioCrossfade = { name: 'Audio Crossfade', uid: 'FFAudioTransition' } as const;
const crossDissolve = {
  name: 'Cross Dissolve',
  uid: 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265',
} as const;
const wipe = { name: 'Wipe', uid: 'FxPlug:857E2FBA-98DB-411B-A88C-CE6ABC1F65D8' } as const;
const slide = { name: 'Slide', uid: 'FxPlug:6AAB0D54-FCD8-4EBD-A62D-D352A5ED1648' } as const;

/** The way in which the picture moves. */
const directions = { left: '0', up: '1', right: '2', down: '3' } as const;
const directionKeys = { wipe: '13', slide: '4' } as const;

/** Of a transition that overlaps; fades are no transitions there but the clips' own. */
export function transitionEffect(kind: TransitionKind): FcpEffect {
  switch (kind) {
    case 'wipe-left':
    case 'wipe-right':
    case 'wipe-up':
    case 'wipe-down':
      return { ...wipe, direction: { key: directionKeys.wipe, value: directionOf(kind) } };
    case 'slide-left':
    case 'slide-right':
    case 'slide-up':
    case 'slide-down':
      return { ...slide, direction: { key: directionKeys.slide, value: directionOf(kind) } };
    case 'cut':
    case 'dissolve':
    case 'fade-black':
    case 'fade-white':
      return crossDissolve;
  }
}

function directionOf(kind: `${'wipe' | 'slide'}-${keyof typeof directions}`): string {
  const [, way] = /-(left|right|up|down)$/.exec(kind) ?? [];
  return way === 'up' || way === 'down' || way === 'right' ? directions[way] : directions.left;
}
