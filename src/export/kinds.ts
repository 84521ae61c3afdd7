/** The kinds of files that a film leaves the cutting room as, each a line of one list. */
import type { Plan } from '../plan/plan.ts';
import { shapeOf } from '../subtitles/break-lines.ts';
import { srtOf, vttOf } from '../subtitles/formats.ts';
import { poOf } from '../subtitles/po.ts';
import { subtitlesOf, type Subtitles } from '../subtitles/subtitles.ts';
import type { Translation } from '../subtitles/translations.ts';
import { edlOf } from './edl.ts';
import { fcpxmlOf } from './fcpxml.ts';
import { otioOf } from './otio.ts';
import type { Sequence } from './sequence.ts';
import { shotListOf } from './shot-list.ts';

export interface ExportInput {
  readonly plan: Plan;
  readonly sequence: Sequence;
  /** As BCP 47 writes it. */
  readonly language: string;
  /** Absent: the words as they are said. */
  readonly translation?: Translation;
}

interface ExportMaker {
  /** What a person calls it. */
  readonly title: string;
  readonly write: (input: ExportInput) => string;
  /** Whether `--language` means something. */
  readonly translated: boolean;
}

export const exportMakers = {
  otio: {
    title: 'OpenTimelineIO',
    write: ({ sequence }) => otioOf(sequence),
    translated: false,
  },
  fcpxml: {
    title: 'FCPXML 1.10',
    write: ({ sequence }) => fcpxmlOf(sequence),
    translated: false,
  },
  edl: { title: 'CMX 3600 EDL', write: ({ sequence }) => edlOf(sequence), translated: false },
  srt: {
    title: 'SubRip subtitles',
    write: (input) => srtOf(subtitlesIn(input).cues, input.sequence.framesPerSecond),
    translated: true,
  },
  vtt: {
    title: 'WebVTT subtitles',
    write: (input) => vttOf(subtitlesIn(input).cues, input.sequence.framesPerSecond),
    translated: true,
  },
  csv: { title: 'shot list', write: ({ sequence }) => shotListOf(sequence), translated: false },
  po: {
    title: 'lines to translate',
    write: ({ plan, language, translation }) =>
      poOf(plan.tasks, language, translation?.kind === 'po' ? translation : undefined),
    translated: true,
  },
} as const satisfies Record<string, ExportMaker>;

export type ExportKind = keyof typeof exportMakers;

export function exportKindOf(name: string): ExportKind | undefined {
  return exportKinds.find((kind) => kind === name.toLowerCase());
}

export const exportKinds: readonly ExportKind[] = [
  'otio',
  'fcpxml',
  'edl',
  'srt',
  'vtt',
  'csv',
  'po',
];

/** Of `srt` and `vtt`; what they warn of is of interest beside the file. */
export function subtitlesIn({ sequence, translation }: ExportInput): Subtitles {
  const { lines, framesPerSecond, frames } = sequence;
  return subtitlesOf(lines, { framesPerSecond, frames, shape: shapeOf(sequence) }, translation);
}
