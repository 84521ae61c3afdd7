/**
 * What a medium's own bytes say of it: its kind, its size in pixels, its seconds. Read from headers
 * alone, never by decoding, and never from the file's name.
 */

export type MediumKind = 'image' | 'video' | 'audio';

/** The formats that the service documents, and `other` for what is plainly media but not accepted. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'bmp' | 'tiff' | 'gif' | 'heic';
export type VideoFormat = 'mp4' | 'mov';
export type AudioFormat = 'wav' | 'mp3';

/** A fact is absent where the header does not tell; the medium is still valid. */
export type MediumFacts =
  | {
      readonly kind: 'image';
      readonly format: ImageFormat;
      readonly bytes: number;
      readonly width?: number;
      readonly height?: number;
    }
  | {
      readonly kind: 'video';
      readonly format: VideoFormat;
      readonly bytes: number;
      readonly width?: number;
      readonly height?: number;
      readonly seconds?: number;
      readonly framesPerSecond?: number;
      /** `h264`, `h265`, or what the header calls it. */
      readonly codec?: string;
      readonly hasAudio?: boolean;
    }
  | {
      readonly kind: 'audio';
      readonly format: AudioFormat;
      readonly bytes: number;
      readonly seconds?: number;
    };

export type MediumReading =
  | { readonly ok: true; readonly facts: MediumFacts }
  | {
      readonly ok: false;
      /** `unknown-bytes`: nothing that we know; `foreign`: media of a kind that is named, not accepted. */
      readonly problem: 'absent' | 'not-a-file' | 'unreadable' | 'unknown-bytes' | 'foreign';
      readonly detail: string;
    };
