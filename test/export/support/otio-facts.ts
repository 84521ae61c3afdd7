/**
 * What a reader of our OTIO must have understood, said of the sequence and not of the file, in the lines
 * that `otio-reader` prints.
 */
import { pathToFileURL } from 'node:url';
import { abutting, type AbuttingEvent } from '../../../src/export/abutting.ts';
import { dissolved } from '../../../src/export/dissolved.ts';
import { markerWords } from '../../../src/export/marker-words.ts';
import type { Sequence, SequenceTransition } from '../../../src/export/sequence.ts';

export function otioFacts(sequence: Sequence): string {
  const { title, frames, framesPerSecond, chapters, music } = sequence;
  return [
    `${title}: ${frames} frames, ${framesPerSecond} a second, from no start of its own, metadata scenewright (aiGenerated height width)`,
    ...chapters.map(
      (chapter) => `  marker ${chapter.firstFrame}+1 PURPLE ${chapter.title} | ${chapter.title}`,
    ),
    'Video V1',
    ...pictureFacts(sequence, 'video'),
    'Audio A1',
    ...pictureFacts(sequence, 'audio'),
    ...(music.length > 0 ? ['Audio A2', ...musicFacts(sequence)] : []),
    '',
  ].join('\n');
}

function pictureFacts(sequence: Sequence, kind: 'video' | 'audio'): readonly string[] {
  return abutting(dissolved(sequence)).flatMap((placed) => [
    ...(placed.transition ? [transitionFact(placed.transition, placed.recordIn)] : []),
    ...eventFacts(placed, kind),
  ]);
}

function transitionFact(
  { kind, framesBefore, framesAfter }: SequenceTransition,
  cut: number,
): string {
  const type = /^(dissolve|fade-)/.test(kind) ? 'SMPTE_Dissolve' : 'Custom_Transition';
  const place = `${cut - framesBefore}+${framesBefore + framesAfter}`;
  return `  ${place} ${type} ${kind}, ${framesBefore} before the cut and ${framesAfter} after, metadata scenewright (transition)`;
}

function eventFacts(
  { event, recordIn, recordOut, sourceIn, sourceOut }: AbuttingEvent,
  kind: 'video' | 'audio',
): readonly string[] {
  const { media, name, shot } = event;
  const place = `  ${recordIn}+${recordOut - recordIn}`;
  const isHeard = media.kind === 'missing' || (media.kind === 'clip' && media.sound !== null);
  if (media.kind === 'black') return [`${place} gap black`];
  if (kind === 'audio' && !isHeard) return [`${place} gap `];
  const told = [
    ...(shot && shot.captions.length > 0 ? ['captions'] : []),
    ...(shot?.relation ? ['relation'] : []),
    'scene',
    ...(shot ? ['script', 'shot'] : []),
  ];
  const start = startOf(event);
  const plays = `${start + sourceIn}+${sourceOut - sourceIn}, with transitions ${start + event.from}+${event.to - event.from}`;
  return [
    `${place} clip ${name}`,
    `    plays ${plays}, of ${mediaFact(event)}`,
    `    metadata scenewright (${told.join(' ')})`,
    ...(kind === 'audio' ? [] : (shot?.lines ?? [])).map((line) => {
      const from = start + line.firstFrame - event.firstFrame + event.from;
      const words = markerWords(line);
      const script = `${shot?.source.file ?? ''}:${line.line}`;
      return `    marker ${from}+${line.frames} GREEN ${words} | ${words} · ${script}`;
    }),
  ];
}

function startOf({ media }: AbuttingEvent['event']): number {
  if (media.kind !== 'clip') return 0;
  const { numerator, denominator } = media.start.seconds;
  return Math.round((numerator * 24) / denominator);
}

function mediaFact(event: AbuttingEvent['event']): string {
  const { media } = event;
  switch (media.kind) {
    case 'clip':
      return `${startOf(event)}+${media.frames} ${pathToFileURL(media.path).href}`;
    case 'still':
      return `unknown ${pathToFileURL(media.path).href}`;
    case 'title':
      return `unknown Title: ${media.text}`;
    case 'white':
      return 'unknown SolidColor: white';
    case 'missing':
    case 'black':
      return 'unknown missing';
  }
}

function musicFacts({ music, frames }: Sequence): readonly string[] {
  const facts: string[] = [];
  let frame = 0;
  const silence = (to: number): void => {
    if (to > frame) facts.push(`  ${frame}+${to - frame} gap `);
  };
  for (const { firstFrame, from, to, name, path, fileFrames } of music) {
    silence(firstFrame);
    const plays = `${from}+${to - from}`;
    facts.push(
      `  ${firstFrame}+${to - from} clip ${name}`,
      `    plays ${plays}, with transitions ${plays}, of 0+${fileFrames} ${pathToFileURL(path).href}`,
      '    metadata scenewright (fadeInFrames fadeOutFrames levelDb)',
    );
    frame = firstFrame + to - from;
  }
  silence(frames);
  return facts;
}
