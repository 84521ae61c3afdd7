/** What every part of the page is given. */
import type { Report } from '../report.ts';
import type { Sheet } from '../sheet.ts';
import type { Words } from '../words.ts';

export interface PageContext {
  readonly report: Report;
  readonly words: Words;
  readonly sheet: Sheet;
  /** The class that shows a picture; undefined where there is none of that name. */
  readonly picture: (name: string | undefined) => string | undefined;
  /** The id of a shot's article, for links: letters, digits and hyphens alone. */
  readonly anchorOf: (shot: string) => string;
}
