/** The last part of a path or an address, without a query. */
export function fileNameOf(url: string): string {
  return /[^/:]*$/.exec(url.replace(/[?#].*$/s, ''))?.[0] ?? '';
}
