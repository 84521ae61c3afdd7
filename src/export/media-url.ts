/** A file as an address that editors' programs read: absolute, percent-encoded. */
import { pathToFileURL } from 'node:url';

export function fileUrl(path: string): string {
  return pathToFileURL(path).href;
}
