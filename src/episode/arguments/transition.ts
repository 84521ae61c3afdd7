/**
 * Transitions of two labelled streams, `[a]` and `[b]` to `[v]`, from filters that every build has had
 * since 2018 (`xfade` is younger). Each reads frames of one size, rate and count.
 */
import type { FilmFormat } from '../film-format.ts';
import type { OverlapKind } from '../timeline.ts';

export function transitionFilters(
  kind: OverlapKind,
  frames: number,
  format: FilmFormat,
): readonly string[] {
  switch (kind) {
    case 'dissolve':
      return [
        `[b]format=yuva420p,fade=t=in:s=0:n=${frames}:alpha=1[top]`,
        '[a][top]overlay=0:0,format=yuv420p[v]',
      ];
    case 'slide-left':
      return slide('hstack', '[a][b]', `x='${part('iw/2', frames)}':y=0`, format);
    case 'slide-right':
      return slide('hstack', '[b][a]', `x='iw/2-${part('iw/2', frames)}':y=0`, format);
    case 'slide-up':
      return slide('vstack', '[a][b]', `x=0:y='${part('ih/2', frames)}'`, format);
    case 'slide-down':
      return slide('vstack', '[b][a]', `x=0:y='ih/2-${part('ih/2', frames)}'`, format);
    case 'wipe-left':
      return wipe(
        { across: 2, down: 1, white: 'second' },
        `x='${part('iw/2', frames)}':y=0`,
        format,
      );
    case 'wipe-right':
      return wipe(
        { across: 2, down: 1, white: 'first' },
        `x='iw/2-${part('iw/2', frames)}':y=0`,
        format,
      );
    case 'wipe-up':
      return wipe(
        { across: 1, down: 2, white: 'second' },
        `x=0:y='${part('ih/2', frames)}'`,
        format,
      );
    case 'wipe-down':
      return wipe(
        { across: 1, down: 2, white: 'first' },
        `x=0:y='ih/2-${part('ih/2', frames)}'`,
        format,
      );
  }
}

/** How far it is at frame n: a first step already at 0, and not yet the whole way at the last. */
function part(length: string, frames: number): string {
  return `(${length})*(n+1)/${frames + 1}`;
}

/** Both pictures side by side, and a window that moves from the one to the other. */
function slide(
  stack: 'hstack' | 'vstack',
  order: string,
  window: string,
  { width, height }: FilmFormat,
): readonly string[] {
  return [`${order}${stack}=inputs=2,crop=w=${width}:h=${height}:${window},format=yuv420p[v]`];
}

/** A mask, half black and half white, over which a window moves; white is where the new picture is. */
function wipe(
  mask: { readonly across: number; readonly down: number; readonly white: 'first' | 'second' },
  window: string,
  { width, height, framesPerSecond }: FilmFormat,
): readonly string[] {
  const x = mask.across === 2 && mask.white === 'second' ? width : 0;
  const y = mask.down === 2 && mask.white === 'second' ? height : 0;
  const size = `${width * mask.across}x${height * mask.down}`;
  return [
    `color=c=black:s=${size}:r=${framesPerSecond},` +
      `drawbox=x=${x}:y=${y}:w=${width}:h=${height}:color=white:t=fill,format=gray,` +
      `lutyuv=y='if(gt(val,127),255,0)',crop=w=${width}:h=${height}:${window}[mask]`,
    '[b][mask]alphamerge[top]',
    '[a][top]overlay=0:0:shortest=1,format=yuv420p[v]',
  ];
}
