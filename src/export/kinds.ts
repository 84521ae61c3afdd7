/** The kinds of files that a film leaves the cutting room as, each a line of one list. */
import type { Plan } from '../plan/plan.ts';
import { cuesOf, type Cue } from '../subtitles/cues.ts';
import { srtOf, vttOf } from '../subtitles/formats.ts';
import { poOf, translate, type Translation } from '../subtitles/translations.ts';
import type { PlacedLine } from '../subtitles/place-lines.ts';
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
    write: (input) => srtOf(cuesFor(input), input.sequence.framesPerSecond),
    translated: true,
  },
  vtt: {
    title: 'WebVTT subtitles',
    write: (input) => vttOf(cuesFor(input), input.sequence.framesPerSecond),
    translated: true,
  },
  csv: { title: 'shot list', write: ({ sequence }) => shotListOf(sequence), translated: false },
  po: {
    title: 'lines to translate',
    write: ({ plan, language, translation }) => poOf(plan.tasks, language, translation),
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

/** Lines that a translation lacks; none where the words stay as they are said. */
export function untranslated({ sequence, translation }: ExportInput): readonly PlacedLine[] {
  return translation ? translate(sequence.lines, translation).missing : [];
}

function cuesFor({ sequence, translation }: ExportInput): readonly Cue[] {
  const { lines, framesPerSecond, frames, width, height } = sequence;
  return cuesOf(translation ? translate(lines, translation).lines : lines, {
    framesPerSecond,
    frames,
    shape: width < height ? 'portrait' : 'landscape',
  });
}
