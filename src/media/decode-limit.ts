/**
 * How many pixels of a picture or a frame are decoded on this machine at most. A file of some
 * kilobytes can unfold to gigabytes; 100 million pixels are 12 times a frame of 4k, and 400 MB.
 */
export const decodePixelsMax = 100_000_000;
