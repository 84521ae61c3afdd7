/** The shot list as CSV: one row for each event of the film, as spreadsheets read it. */
import { stringify } from 'csv-stringify/sync';
import { abutting } from './abutting.ts';
import { markerWords } from './marker-words.ts';
import type { Sequence } from './sequence.ts';
import { timecode } from './timecode.ts';

/** UTF-8 with a byte-order mark, for else Excel takes Chinese for something older. */
export function shotListOf(sequence: Sequence): string {
  const { framesPerSecond } = sequence;
  const rows = abutting(sequence).map((placed, index) => {
    const { event, recordIn, recordOut, sourceIn, sourceOut, transition } = placed;
    const { media, shot } = event;
    const start = media.kind === 'clip' ? media.start.labelFrames : 0;
    const hasSource = media.kind === 'clip' || media.kind === 'still';
    return {
      number: index + 1,
      scene: event.scene,
      heading: event.heading ?? '',
      shot: shot?.id ?? '',
      kind: media.kind,
      name: event.name,
      in: timecode(recordIn, framesPerSecond),
      out: timecode(recordOut, framesPerSecond),
      seconds: ((recordOut - recordIn) / framesPerSecond).toFixed(2),
      'source in': hasSource ? timecode(start + sourceIn, framesPerSecond) : '',
      'source out': hasSource ? timecode(start + sourceOut, framesPerSecond) : '',
      file: hasSource ? media.path : '',
      relation: shot?.relation ?? '',
      transition: transition?.kind ?? '',
      dialogue: (shot?.lines ?? []).map(markerWords).join('\n'),
      captions: (shot?.captions ?? []).join('\n'),
      script: shot ? `${shot.source.file}:${shot.source.line}` : '',
    };
  });
  return stringify(rows, {
    header: true,
    bom: true,
    // A cell that begins with = + - @ would be run as a formula by whoever opens the list.
    escape_formulas: true,
    record_delimiter: '\r\n',
    // A cell of several lines is one cell: spreadsheets take any line end outside of quotes for the row's.
    quoted_match: /[\r\n]/,
  });
}
