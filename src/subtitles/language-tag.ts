/** A language as BCP 47 writes it, as far as a file's name or an option says one: `en`, `zh-Hant`. */
export const languageTag = '[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*';
