/** A contact sheet as pages of A4 on its side: how many pictures stand on one, how large, and where. */

/** A4 at 150 dots an inch. */
export const page = { width: 1754, height: 1240 } as const;

const marginPx = 50;
const gapPx = { across: 24, down: 16 } as const;
const headerPx = 76;
/** Below each picture: its name and its time. */
const labelPx = 50;

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly picture: { readonly width: number; readonly height: number };
}

export interface Cell {
  readonly x: number;
  readonly y: number;
}

/** Pictures of the film's shape, as many abreast as its shape allows. */
export function gridOf(film: { readonly width: number; readonly height: number }): Grid {
  const columns = columnsOf(film);
  const width = Math.floor((page.width - 2 * marginPx + gapPx.across) / columns) - gapPx.across;
  const room = page.height - 2 * marginPx - headerPx + gapPx.down;
  const wanted = Math.round((width * film.height) / film.width);
  // Of a film that is taller than the page its pictures are as tall as there is room.
  const height = Math.min(wanted, room - labelPx - gapPx.down);
  const rows = Math.max(1, Math.floor(room / (height + labelPx + gapPx.down)));
  return { columns, rows, picture: { width, height } };
}

/** Five of a wide film, six of a square one, nine of one that stands. */
function columnsOf({ width, height }: { readonly width: number; readonly height: number }): number {
  if (width === height) return 6;
  return width > height ? 5 : 9;
}

/** The upper left corner of the picture `index` of a page. */
export function cellOf(index: number, { columns, picture }: Grid): Cell {
  const column = index % columns;
  const row = Math.floor(index / columns);
  return {
    x: marginPx + column * (picture.width + gapPx.across),
    y: marginPx + headerPx + row * (picture.height + labelPx + gapPx.down),
  };
}

/** Where the header's words stand. */
export const header = { x: marginPx, y: marginPx + 34, right: page.width - marginPx } as const;

/** In the order of the film; at least one page. */
export function pagesOf<Item>(items: readonly Item[], { columns, rows }: Grid): readonly Item[][] {
  const perPage = columns * rows;
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  return Array.from({ length: pages }, (_, index) =>
    items.slice(index * perPage, (index + 1) * perPage),
  );
}
