/** Addresses of files that lie beside the page. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../../failure.ts';
import { ifThere } from '../../files.ts';
import type { Origin } from '../../store/store.ts';
import type { Cli } from '../cli.ts';
import { filmPath } from '../render/film.ts';

/** The address of an absolute path as a page in `folder` says it; undefined on another drive. */
export type Link = (file: string) => string | undefined;

/** @param folder absolute */
export function linksFrom(folder: string): Link {
  return (file) => {
    const relative = path.relative(folder, file);
    if (path.isAbsolute(relative)) return undefined;
    return relative
      .split(path.sep)
      .map((part) => (part === '..' ? part : encodeURIComponent(part)))
      .join('/');
  };
}

export interface FilmPlace {
  /** Absolute. */
  readonly script: string;
  readonly origin: Origin;
  /** As `--film` names it. */
  readonly film: string | undefined;
  readonly link: Link;
}

/**
 * The film's address, undefined where there is none.
 * @throws Failure `file-missing` where `--film` names a file that is not there
 */
export async function filmLink(
  cli: Cli,
  { script, origin, film, link }: FilmPlace,
): Promise<string | undefined> {
  const file = film === undefined ? filmPath(script, origin) : path.resolve(cli.cwd, film);
  const found = await ifThere(stat(file));
  if (found?.isFile()) return link(file);
  if (film === undefined) return undefined;
  throw new Failure('file-missing', `There is no film ${film}.`, {
    hint: 'Leave --film out: the page is written without the film.',
  });
}
