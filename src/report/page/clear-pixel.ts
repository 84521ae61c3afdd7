/**
 * The poster of every player: one pixel that is seen through, so that the picture behind it shows. A
 * player without a poster paints itself black, and a picture as its poster would stand in the page twice.
 */
export const clearPixel =
  'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
