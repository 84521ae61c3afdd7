/**
 * Pixels, seconds, rate and codec of films and sounds, by way of `mediabunny`, which reads the boxes
 * that it needs and not the file.
 */
import type { Input, InputAudioTrack, InputVideoTrack } from 'mediabunny';
import type { OpenFile } from '../source/host.ts';
import type { AudioFormat, MediumReading, VideoFormat } from './facts.ts';

/** Packets looked at for the frame rate; a table of them, not their bytes. */
const packetsForRate = 240;

export async function readStreamHeader(
  file: OpenFile,
  format: VideoFormat | AudioFormat,
): Promise<MediumReading> {
  const input = await openInput(file);
  try {
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    if (format === 'wav' || format === 'mp3') {
      return audio ? await ofSound(file, format, audio) : damaged(format);
    }
    if (video) return await ofFilm(file, format, video, audio !== null);
    if (audio)
      return { ok: false, problem: 'foreign', detail: `an ${format} file with sound alone` };
    return damaged(format);
  } catch (error) {
    // The library throws on bytes that it cannot follow, whatever they are: that is an answer here.
    return damaged(format, error instanceof Error ? error.message : String(error));
  } finally {
    input.dispose();
  }
}

async function openInput(file: OpenFile): Promise<Input> {
  const { CustomSource, Input, Logging, LogLevel, MP3, MP4, QTFF, WAVE } =
    await import('mediabunny');
  // Its remarks on odd files would reach the terminal; what matters of them is in the facts.
  Logging.level = LogLevel.Silent;
  const source = new CustomSource({
    getSize: () => file.size,
    read: (start, end) => file.read(start, end - start),
    prefetchProfile: 'none',
    handleUnhandledError: () => undefined,
  });
  return new Input({ formats: [MP4, QTFF, WAVE, MP3], source });
}

async function ofSound(
  file: OpenFile,
  format: AudioFormat,
  track: InputAudioTrack,
): Promise<MediumReading> {
  return {
    ok: true,
    facts: { kind: 'audio', format, bytes: file.size, ...(await secondsOf(track)) },
  };
}

async function ofFilm(
  file: OpenFile,
  format: VideoFormat,
  track: InputVideoTrack,
  hasAudio: boolean,
): Promise<MediumReading> {
  const width = await track.getDisplayWidth();
  const height = await track.getDisplayHeight();
  const codec = await codecOf(track);
  const { averagePacketRate } = await track.computePacketStats(packetsForRate, {
    metadataOnly: true,
  });
  return {
    ok: true,
    facts: {
      kind: 'video',
      format,
      bytes: file.size,
      ...(width > 0 && height > 0 ? { width, height } : {}),
      ...(await secondsOf(track)),
      ...(averagePacketRate > 0 && Number.isFinite(averagePacketRate)
        ? { framesPerSecond: averagePacketRate }
        : {}),
      ...(codec === undefined ? {} : { codec }),
      hasAudio,
    },
  };
}

async function codecOf(track: InputVideoTrack): Promise<string | undefined> {
  const codec = await track.getCodec();
  if (codec === 'avc') return 'h264';
  if (codec === 'hevc') return 'h265';
  if (codec) return codec;
  const id = await track.getInternalCodecId();
  return typeof id === 'string' ? id : undefined;
}

async function secondsOf(
  track: InputAudioTrack | InputVideoTrack,
): Promise<{ readonly seconds?: number }> {
  const told = await track.getDurationFromMetadata();
  const seconds = told ?? (await track.computeDuration({ metadataOnly: true }));
  return seconds > 0 && Number.isFinite(seconds) ? { seconds } : {};
}

function damaged(format: string, trouble = 'it has no track'): MediumReading {
  return {
    ok: false,
    problem: 'unknown-bytes',
    detail: `it begins like ${format} but cannot be read (${trouble})`,
  };
}
