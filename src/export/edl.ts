/**
 * CMX 3600: events on one video track with its two channels of sound, the soundtrack on channels 3 and 4,
 * in the order of the record time, which begins at 01:00:00:00. Reels are eight letters at most, so each file is a reel by number, and the notes beneath an event say
 * the clip, its file and the script's lines. A note is one line; the format knows no longer one.
 */
import { basename } from 'node:path';
import { dissolved } from './dissolved.ts';
import type { MusicPiece } from './music.ts';
import { markerWords } from './marker-words.ts';
import type { Sequence, SequenceEvent, SequenceTransition } from './sequence.ts';
import { otherRate } from './source-rate.ts';
import { timecode } from './timecode.ts';

export function edlOf(film: Sequence): string {
  const sequence = dissolved(film);
  const reels = reelsOf(sequence);
  const statements = [
    ...sequence.events.flatMap((event, index) =>
      eventStatements(event, index, { sequence, reels }),
    ),
    ...sequence.music.map((piece) => musicStatement(piece, { sequence, reels })),
  ].sort((a, b) => a.recordIn - b.recordIn);
  return [
    `TITLE: ${oneLine(sequence.title)}`,
    'FCM: NON-DROP FRAME',
    '',
    ...numbered(statements),
    '',
  ].join('\n');
}

/** `event` lines of one statement share a number: what goes out, and what comes in. */
interface Statement {
  /** Of the film. */
  readonly recordIn: number;
  readonly edits: readonly string[];
  readonly notes: readonly string[];
}

interface Context {
  readonly sequence: Sequence;
  readonly reels: ReadonlyMap<string, string>;
}

/** The files in the order in which they first play. */
function reelsOf({ events, music }: Sequence): ReadonlyMap<string, string> {
  const paths = [
    ...events.flatMap(({ media }) =>
      media.kind === 'clip' || media.kind === 'still' ? [media.path] : [],
    ),
    ...music.map(({ path }) => path),
  ];
  return new Map(
    [...new Set(paths)].map((path, index) => [path, `R${String(index + 1).padStart(5, '0')}`]),
  );
}

function eventStatements(
  event: SequenceEvent,
  index: number,
  { sequence, reels }: Context,
): readonly Statement[] {
  const { framesPerSecond, transitions, events } = sequence;
  const over = transitions.find(({ before }) => before === index);
  // Under a transition the record belongs to what comes in.
  const record = {
    from: event.firstFrame,
    to: events[index + 1]?.firstFrame ?? event.firstFrame + event.to - event.from,
  };
  // What is seen under the next transition alone is named by that.
  if (record.from === record.to && !over) return [];
  const before = over && events[index - 1];
  const { name: reel, channels: own } = reelOf(event, reels);
  // Sound fades to nothing with its picture.
  const channels = reel === black.name && before ? reelOf(before, reels).channels : own;
  const edit = (word: string): string =>
    editLine({
      ...{ reel, channels, edit: word, record, framesPerSecond },
      source: sourceFrames(event, event.from, record.to - record.from),
    });
  const notes = notesOf(event, sequence, over ? 'TO' : 'FROM');
  if (!over) return [{ recordIn: record.from, edits: [edit('C')], notes }];
  return [
    {
      recordIn: record.from,
      edits: [outgoingLine(index, { sequence, reels }), edit(editOf(over))],
      notes: [...transitionNotes(over), ...outgoingNotes(before), ...notes],
    },
  ];
}

/** Sound alone on channels 3 and 4 is an event without channels and a line that names them. */
function musicStatement(piece: MusicPiece, { sequence, reels }: Context): Statement {
  const { path, name, from, to, firstFrame, levelDb, fadeInFrames, fadeOutFrames } = piece;
  const { framesPerSecond } = sequence;
  const reel = reels.get(path) ?? 'AX';
  const source = { from, to };
  const record = { from: firstFrame, to: firstFrame + to - from };
  const edit = { reel, channels: 'NONE', edit: 'C', source, record, framesPerSecond };
  const level = `${levelDb.toFixed(2)} DB  (REEL ${reel} A3)`;
  return {
    recordIn: firstFrame,
    edits: [editLine(edit)],
    notes: [
      'AUD   3    4',
      `* FROM CLIP NAME: ${oneLine(name)}`,
      `* SOURCE FILE: ${oneLine(basename(path))}`,
      `* AUDIO LEVEL AT ${timecode(from, framesPerSecond)} IS ${level}`,
      ...(fadeInFrames > 0 ? [`* FADE IN: ${frameCount(fadeInFrames)}`] : []),
      ...(fadeOutFrames > 0 ? [`* FADE OUT: ${frameCount(fadeOutFrames)}`] : []),
    ],
  };
}

/** What a transition comes from, for no time. */
function outgoingLine(index: number, { sequence, reels }: Context): string {
  const { framesPerSecond, events } = sequence;
  const before = events[index - 1];
  const record = events[index]?.firstFrame ?? 0;
  const reel = before ? reelOf(before, reels) : black;
  return editLine({
    reel: reel.name,
    channels: reel.channels,
    edit: 'C',
    source: before
      ? sourceFrames(before, before.from + record - before.firstFrame, 0)
      : { from: 0, to: 0 },
    record: { from: record, to: record },
    framesPerSecond,
  });
}

/** As the file's own timecode counts. */
function sourceFrames({ media }: SequenceEvent, from: number, frames: number): Range {
  const start = media.kind === 'clip' ? media.start.labelFrames : 0;
  return { from: start + from, to: start + from + frames };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Reel {
  readonly name: string;
  readonly channels: string;
}

/** The one picture that a tape machine makes itself; that a fade goes through white is told by its note. */
const black: Reel = { name: 'BL', channels: 'V' };

function reelOf({ media }: SequenceEvent, reels: ReadonlyMap<string, string>): Reel {
  switch (media.kind) {
    case 'clip':
      return { name: reels.get(media.path) ?? 'AX', channels: media.sound ? 'AA/V' : 'V' };
    case 'still':
      return { name: reels.get(media.path) ?? 'AX', channels: 'V' };
    case 'title':
    case 'missing':
      // An auxiliary source: it is on no reel.
      return { name: 'AX', channels: 'V' };
    case 'black':
    case 'white':
      return black;
  }
}

/** Dissolve, or a wipe by its number in the SMPTE's list; what has none there is a dissolve and a note. */
function editOf({ kind, framesBefore, framesAfter }: SequenceTransition): string {
  const frames = frameCount(framesBefore + framesAfter);
  const wipe = wipes[kind];
  return wipe === undefined ? `D    ${frames}` : `W${wipe} ${frames}`;
}

const wipes: Readonly<Partial<Record<string, string>>> = {
  'wipe-right': '001',
  'wipe-down': '002',
  'wipe-left': '101',
  'wipe-up': '102',
};

function transitionNotes({ kind }: SequenceTransition): readonly string[] {
  return kind === 'dissolve' ? [] : [`* TRANSITION: ${kind}`];
}

function frameCount(frames: number): string {
  return String(frames).padStart(3, '0');
}

function outgoingNotes(before: SequenceEvent | undefined): readonly string[] {
  return before ? [`* FROM CLIP NAME: ${oneLine(before.name)}`] : [];
}

/** A clip that a transition leads to is named as such. */
function notesOf(
  event: SequenceEvent,
  { framesPerSecond }: Sequence,
  side: 'FROM' | 'TO',
): readonly string[] {
  const { media, shot } = event;
  const at = (frame: number): string => timecode(frame, framesPerSecond, { startHours: 1 });
  const rate = media.kind === 'clip' ? otherRate(media.frameRate, framesPerSecond) : undefined;
  return [
    `* ${side} CLIP NAME: ${oneLine(event.name)}`,
    ...(media.kind === 'clip' || media.kind === 'still'
      ? [`* SOURCE FILE: ${oneLine(basename(media.path))}`]
      : []),
    ...(rate === undefined
      ? []
      : [`* SOURCE RATE: ${rate}, ITS TIMES ABOVE COUNTED IN ${framesPerSecond}`]),
    ...(media.kind === 'missing' ? ['* NOT MADE YET'] : []),
    ...(shot ? [`* SCRIPT: ${shot.source.file}:${shot.source.line}`] : []),
    ...(shot?.lines ?? []).map(
      (line) => `* LOC: ${at(line.firstFrame)} GREEN   ${oneLine(markerWords(line))}`,
    ),
  ];
}

function numbered(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(({ edits, notes }, index) => [
    ...edits.map((edit) => `${String(index + 1).padStart(3, '0')}  ${edit}`),
    ...notes,
  ]);
}

function editLine(edit: {
  readonly reel: string;
  readonly channels: string;
  readonly edit: string;
  readonly source: Range;
  readonly record: Range;
  readonly framesPerSecond: number;
}): string {
  const { framesPerSecond: rate, source, record } = edit;
  const times = [
    timecode(source.from, rate),
    timecode(source.to, rate),
    timecode(record.from, rate, { startHours: 1 }),
    timecode(record.to, rate, { startHours: 1 }),
  ];
  return `${edit.reel.padEnd(8)} ${edit.channels.padEnd(5)} ${edit.edit.padEnd(8)} ${times.join(' ')}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
