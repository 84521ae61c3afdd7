/**
 * How the service numbers the media of a request, `图片1`, `Video 2`: only the compiler may give such
 * numbers, so words of a writer that are sent must hold none.
 */
export const mediaNumber =
  /(?:图片|视频|音频)[ \t]?[0-9０-９]{1,2}(?![0-9０-９])|(?<![A-Za-z])(?:image|video|audio) ?[0-9]{1,2}(?![0-9A-Za-z])/iu;
