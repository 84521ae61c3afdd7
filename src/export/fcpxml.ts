/**
 * FCPXML 1.10, valid after Apple's DTD: a project whose spine holds the events. Times are rational
 * seconds in the film's frames.
 */
import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { abutting, type AbuttingEvent } from './abutting.ts';
import { resourcesOf, type Resources } from './fcpxml-resources.ts';
import { audioCrossfade, basicTitle, transitionEffect } from './fcpxml-effects.ts';
import { rationalSeconds as seconds, sourceSeconds } from './rational-seconds.ts';
import { markerWords, scriptPlace } from './marker-words.ts';
import type { MusicPiece } from './music.ts';
import type { Sequence, SequenceEvent, SequenceTransition } from './sequence.ts';
import { otherRate } from './source-rate.ts';

export function fcpxmlOf(sequence: Sequence): string {
  const { framesPerSecond, frames, title } = sequence;
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  document.dtd({ name: 'fcpxml' });
  const root = document.ele('fcpxml', { version: '1.10' });
  const resources = resourcesOf(sequence);
  resources.write(root);
  const spine = root
    .ele('library')
    .ele('event', { name: title })
    .ele('project', { name: title })
    .ele('sequence', {
      format: resources.sequenceFormat,
      duration: seconds(frames, framesPerSecond),
      tcStart: '0s',
      tcFormat: 'NDF',
      audioLayout: 'stereo',
      audioRate: '48k',
    })
    .ele('spine');
  const writing: Writing = { sequence, resources };
  abutting(sequence).forEach((placed, index) => {
    if (placed.transition?.way === 'overlap')
      writeTransition(spine, placed.transition, placed.recordIn, writing);
    const after = sequence.transitions.find(({ before }) => before === index + 1);
    writeEvent(spine, placed, after, writing);
  });
  return `${document.end({ prettyPrint: true, indent: '  ' })}\n`;
}

interface Writing {
  readonly sequence: Sequence;
  readonly resources: Resources;
}

function writeTransition(
  spine: XMLBuilder,
  { kind, framesBefore, framesAfter }: SequenceTransition,
  cut: number,
  { sequence: { framesPerSecond }, resources }: Writing,
): void {
  const effect = transitionEffect(kind);
  const element = spine.ele('transition', {
    name: kind,
    offset: seconds(cut - framesBefore, framesPerSecond),
    duration: seconds(framesBefore + framesAfter, framesPerSecond),
  });
  const filter = element.ele('filter-video', {
    ref: resources.effect(effect.uid),
    name: effect.name,
  });
  if (effect.direction) filter.ele('param', { name: 'Direction', ...effect.direction });
  const { name, uid } = audioCrossfade;
  element.ele('filter-audio', { ref: resources.effect(uid), name });
}

function writeEvent(
  spine: XMLBuilder,
  placed: AbuttingEvent,
  after: SequenceTransition | undefined,
  { sequence, resources }: Writing,
): void {
  const { framesPerSecond } = sequence;
  const { event, recordIn, recordOut, sourceIn } = placed;
  const at = {
    name: event.name,
    offset: seconds(recordIn, framesPerSecond),
    duration: seconds(recordOut - recordIn, framesPerSecond),
  };
  const start = mediaTime(event, sourceIn, framesPerSecond);
  const fades: Fades = {
    inFrames: placed.transition?.way === 'fade' ? placed.transition.framesAfter : 0,
    outFrames: after?.way === 'fade' ? after.framesBefore : 0,
    framesPerSecond,
  };
  switch (event.media.kind) {
    case 'clip': {
      const ref = resources.asset(event.media.path);
      const format = resources.formatOf(event.media);
      const tcFormat = event.media.start.isDropFrame ? 'DF' : 'NDF';
      const element = spine.ele('asset-clip', { ref, ...at, start, format, tcFormat });
      writeNote(element, placed);
      writeConformRate(element, otherRate(event.media.frameRate, framesPerSecond));
      writeFades(element, 'adjust-blend', fades);
      if (event.media.sound) writeFades(element, 'adjust-volume', fades);
      writeMusic(element, placed, { sequence, resources });
      writeMarkers(element, placed, sequence);
      return;
    }
    case 'still': {
      const element = spine.ele('video', { ref: resources.asset(event.media.path), ...at, start });
      writeFades(element, 'adjust-blend', fades);
      writeMusic(element, placed, { sequence, resources });
      writeMarkers(element, placed, sequence);
      return;
    }
    case 'title': {
      const element = spine.ele('title', { ref: resources.effect(basicTitle.uid), ...at, start });
      const style = `ts${recordIn}`;
      element.ele('text').ele('text-style', { ref: style }).txt(event.media.text);
      element.ele('text-style-def', { id: style }).ele('text-style', {
        font: 'PingFang SC',
        fontSize: Math.round(sequence.height / 14),
        fontColor: '1 1 1 1',
        alignment: 'center',
      });
      writeFades(element, 'adjust-blend', fades);
      writeMusic(element, placed, { sequence, resources });
      writeMarkers(element, placed, sequence);
      return;
    }
    case 'black':
    case 'white':
    case 'missing': {
      const name = event.media.kind === 'missing' ? `${event.name} (missing)` : event.name;
      const element = spine.ele('gap', { ...at, name, start });
      writeNote(element, placed);
      writeMusic(element, placed, { sequence, resources });
      writeMarkers(element, placed, sequence);
      return;
    }
  }
}

/** In an event's own time, which is that of its file. */
function mediaTime({ media }: SequenceEvent, frame: number, framesPerSecond: number): string {
  return media.kind === 'clip'
    ? sourceSeconds(media.start.seconds, frame, framesPerSecond)
    : seconds(frame, framesPerSecond);
}

function writeNote(element: XMLBuilder, { event: { shot } }: AbuttingEvent): void {
  if (!shot) return;
  const words = [scriptPlace(shot.source), shot.relation, ...shot.captions];
  element.ele('note').txt(words.filter((word) => word !== null).join(' · '));
}

/** Without a word of it, Final Cut may play a file of another rate frame for frame. */
function writeConformRate(element: XMLBuilder, rate: string | undefined): void {
  if (rate === undefined) return;
  element.ele('conform-rate', {
    scaleEnabled: '0',
    ...(sourceRates.includes(rate) && { srcFrameRate: rate }),
  });
}

/** Those that the DTD has a word for. */
const sourceRates = ['23.98', '24', '25', '29.97', '30', '47.95', '48', '50', '59.94', '60'];

/** Music is connected below the event under which it begins, at a moment of that event's own time. */
function writeMusic(
  element: XMLBuilder,
  { event, recordIn, recordOut }: AbuttingEvent,
  { sequence: { music, framesPerSecond }, resources }: Writing,
): void {
  const begins = ({ firstFrame }: MusicPiece): boolean =>
    firstFrame >= recordIn && firstFrame < recordOut;
  for (const piece of music.filter(begins)) {
    const { path, name, from, to, levelDb, fadeInFrames, fadeOutFrames } = piece;
    const clip = element.ele('asset-clip', {
      ref: resources.asset(path),
      lane: '-1',
      name,
      offset: mediaTime(event, piece.firstFrame - event.firstFrame + event.from, framesPerSecond),
      start: seconds(from, framesPerSecond),
      duration: seconds(to - from, framesPerSecond),
      audioRole: 'music',
    });
    const volume = clip.ele('adjust-volume', { amount: `${levelDb}dB` });
    writeFade(volume, { inFrames: fadeInFrames, outFrames: fadeOutFrames, framesPerSecond });
  }
}

interface Fades {
  readonly inFrames: number;
  readonly outFrames: number;
  readonly framesPerSecond: number;
}

/** A fade is the clip's own, from nothing and to nothing: unlike a transition it needs no handles. */
function writeFades(
  element: XMLBuilder,
  name: 'adjust-blend' | 'adjust-volume',
  fades: Fades,
): void {
  if (fades.inFrames + fades.outFrames > 0) writeFade(element.ele(name), fades);
}

function writeFade(adjustment: XMLBuilder, { inFrames, outFrames, framesPerSecond }: Fades): void {
  if (inFrames + outFrames === 0) return;
  const param = adjustment.ele('param', { name: 'amount' });
  if (inFrames > 0)
    param.ele('fadeIn', { type: 'linear', duration: seconds(inFrames, framesPerSecond) });
  if (outFrames > 0)
    param.ele('fadeOut', { type: 'linear', duration: seconds(outFrames, framesPerSecond) });
}

/** Markers stand in the event's own time, which is that of its source. */
function writeMarkers(
  element: XMLBuilder,
  { event, recordIn, recordOut, transition }: AbuttingEvent,
  { framesPerSecond, chapters }: Sequence,
): void {
  const local = (frame: number): string =>
    mediaTime(event, frame - event.firstFrame + event.from, framesPerSecond);
  const duration = seconds(1, framesPerSecond);
  const { shot } = event;
  const lines = shot?.lines.map((line) => ({
    frame: Math.min(Math.max(line.firstFrame, recordIn), recordOut - 1),
    name: 'marker',
    words: { value: markerWords(line), note: scriptPlace({ ...shot.source, line: line.line }) },
  }));
  const marks = [
    ...(lines ?? []),
    ...(transition?.kind === 'fade-white'
      ? [{ frame: recordIn, name: 'marker', words: { value: 'fade-white' } }]
      : []),
    ...chapters
      .filter(({ firstFrame }) => firstFrame === event.firstFrame)
      .map(({ title }) => ({ frame: recordIn, name: 'chapter-marker', words: { value: title } })),
  ];
  for (const { frame, name, words } of marks)
    element.ele(name, { start: local(frame), duration, ...words });
}
