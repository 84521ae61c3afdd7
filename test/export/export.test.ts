import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse as parseSubRip } from '@plussub/srt-vtt-parser';
import { DtdValidator, XmlDocument, XmlDtd } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { WebVTTParser } from 'webvtt-parser';
import { kinds } from '../../src/cli/commands/export.ts';
import { abutting } from '../../src/export/abutting.ts';
import { exportKinds, exportMakers } from '../../src/export/kinds.ts';
import { otioOf } from '../../src/export/otio.ts';
import { fcpxmlOf } from '../../src/export/fcpxml.ts';
import { sourceStart } from '../../src/export/source-start.ts';
import { shotListOf } from '../../src/export/shot-list.ts';
import { languageOf } from '../../src/subtitles/language.ts';
import { projectRoot } from '../support/sources.ts';
import { madeUpSequence } from './support/made-up-sequence.ts';
import { otioTimeline, unlistedFields, type OtioTrack } from './support/otio-schema.ts';

const root = path.join(projectRoot, 'test/export/cases');
const cases = readdirSync(root).map((name) => ({ name, folder: path.join(root, name) }));

test('the command names every kind that there is', () => {
  expect(kinds).toEqual([...exportKinds, 'contact']);
  expect(Object.keys(exportMakers)).toEqual(exportKinds);
});

test('a field that OpenTimelineIO’s list does not have is seen', () => {
  const gap = { OTIO_SCHEMA: 'Gap.1', name: '', source_range: null, colour: 'RED' };
  expect(unlistedFields({ tracks: [gap] })).toEqual(['Gap.1.colour']);
});

describe.each(cases)('$name', ({ folder }) => {
  test.each(exportKinds)('as %s', async (kind) => {
    const { plan, sequence } = await madeUpSequence(folder);
    const language = languageOf(sequence.lines.map(({ text }) => text));
    const text = exportMakers[kind].write({ plan, sequence, language });
    await expect(text).toMatchFileSnapshot(path.join(folder, `expected.${kind}`));
  });

  test('every event keeps within its clip, and they follow each other', async () => {
    const { sequence } = await madeUpSequence(folder);
    let frame = 0;
    for (const { event, recordIn, recordOut, sourceIn, sourceOut } of abutting(sequence)) {
      expect(recordIn).toBe(frame);
      expect(recordOut - recordIn).toBe(sourceOut - sourceIn);
      if (event.media.kind === 'clip') expect(sourceOut).toBeLessThanOrEqual(event.media.frames);
      frame = recordOut;
    }
    expect(frame).toBe(sequence.frames);
  });

  test('OTIO is of its published schema, and each transition has its handles', async () => {
    const { sequence } = await madeUpSequence(folder);
    const written: unknown = JSON.parse(otioOf(sequence));
    expect(unlistedFields(written)).toEqual([]);
    const timeline = otioTimeline.parse(written);
    for (const { children } of timeline.tracks.children) {
      const lengths = children.map((child) =>
        child.OTIO_SCHEMA === 'Transition.1' ? 0 : child.source_range.duration.value,
      );
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(sequence.frames);
      children.forEach((child, index) => {
        if (child.OTIO_SCHEMA !== 'Transition.1') return;
        expect(handleAfter(children[index - 1])).toBeGreaterThanOrEqual(child.out_offset.value);
        expect(handleBefore(children[index + 1])).toBeGreaterThanOrEqual(child.in_offset.value);
      });
    }
  });

  test('the shot list has one row an event, each cell that a spreadsheet could take apart in quotes', async () => {
    const { sequence } = await madeUpSequence(folder);
    const bare = shotListOf(sequence).replaceAll(/"(?:[^"]|"")*"/g, '');
    expect(bare).not.toMatch(/(^|[,\n])[=+@-]/);
    const rows = bare
      .replace('\uFEFF', '')
      .trimEnd()
      .split(/\r?\n|\r/);
    expect(rows.map((row) => row.split(',').length)).toEqual(
      Array.from({ length: sequence.events.length + 1 }, () => 17),
    );
  });

  test('FCPXML is valid after Apple’s DTD', async () => {
    const { sequence } = await madeUpSequence(folder);
    hold(fcpxmlOf(sequence));
  });
});

test.each([
  ['01:00:00:12', 24, 1, 86_412, '7201/2s'],
  ['01:00:00:00', 24_000, 1001, 86_400, '18018/5s'],
  ['00:01:00;02', 30_000, 1001, 1441, '3003/50s'],
  ['00:10:00;00', 60_000, 1001, 14_400, '2999997/5000s'],
  ['soon', 24, 1, 0, '0s'],
])('footage from %s, %d/%d a second', (timecode, numerator, denominator, frames, seconds) => {
  const start = sourceStart(timecode, { numerator, denominator }, 24);
  expect(start.labelFrames).toBe(frames);
  const [above = 0, below = 1] = seconds.replace('s', '').split('/').map(Number);
  expect(start.seconds.numerator * below).toBe(start.seconds.denominator * above);
});

/** Without its path the document is held to be well-formed and no more, and the test that is skipped says so. */
const dtdPath = process.env['FCPXML_DTD'];
const dtd = dtdPath !== undefined && existsSync(dtdPath) ? readFileSync(dtdPath) : undefined;

test.skipIf(dtd === undefined)('FCPXML_DTD names Apple’s DTD, and what breaks it is seen', () => {
  expect(() => {
    hold('<fcpxml version="1.10"><resources><clip/></resources></fcpxml>');
  }).toThrow(/does not follow the DTD/);
});

test('XML that is not well-formed is seen', () => {
  expect(() => {
    hold('<fcpxml version="1.10"><resources></fcpxml>');
  }).toThrow(/mismatch/);
});

/** Throws what libxml2 finds wrong. */
function hold(xml: string): void {
  const document = XmlDocument.fromString(xml);
  if (dtd) new DtdValidator(XmlDtd.fromBuffer(dtd)).validate(document);
}

type Child = OtioTrack['children'][number] | undefined;

function handleAfter(child: Child): number {
  if (child?.OTIO_SCHEMA !== 'Clip.2') return Number.POSITIVE_INFINITY;
  const available = child.media_references['DEFAULT_MEDIA']?.available_range;
  if (!available) return Number.POSITIVE_INFINITY;
  const { start_time: start, duration } = child.source_range;
  return available.duration.value - start.value - duration.value;
}

function handleBefore(child: Child): number {
  if (child?.OTIO_SCHEMA !== 'Clip.2') return Number.POSITIVE_INFINITY;
  const available = child.media_references['DEFAULT_MEDIA']?.available_range;
  return available ? child.source_range.start_time.value : Number.POSITIVE_INFINITY;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

describe.each(cases)('subtitles of $name, read by others', ({ folder }) => {
  test('SubRip and WebVTT say the same', async () => {
    const { plan, sequence } = await madeUpSequence(folder);
    const input = { plan, sequence, language: 'zh' };
    const subRip = parseSubRip(exportMakers.srt.write(input)).entries;
    const parser = new WebVTTParser();
    const { cues, errors } = parser.parse(
      exportMakers.vtt.write(input),
      'subtitles/captions/descriptions',
    );
    expect(errors).toEqual([]);
    expect(cues.length).toBe(subRip.length);
    expect(cues.length).toBeGreaterThan(0);
    cues.forEach((cue, index) => {
      const other = subRip[index];
      expect([Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000)]).toEqual([
        other?.from,
        other?.to,
      ]);
      expect(cue.text.split('\n').length).toBeLessThanOrEqual(2);
      expect(unescaped(cue.text)).toBe(other?.text.replaceAll('＜', '<').replaceAll('＞', '>'));
    });
    for (const [index, cue] of cues.entries())
      expect(cue.startTime).toBeGreaterThanOrEqual(cues[index - 1]?.endTime ?? 0);
  });
});
