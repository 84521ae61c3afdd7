/**
 * What OpenTimelineIO's own library (0.18.1, as Debian has it) understood of our files lies beside each
 * case as `read-by-otio.txt`: it must be what the sequence says. Where `OTIO_READER` names the program
 * that `otio-reader/build.sh` makes, the reading is taken anew, and held to that text too.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { otioOf } from '../../src/export/otio.ts';
import { temporaryFolder } from '../support/process.ts';
import { projectRoot } from '../support/sources.ts';
import { madeUpSequence } from './support/made-up-sequence.ts';
import { otioFacts } from './support/otio-facts.ts';

const made = path.join(projectRoot, 'test/export/cases');
const films = [
  ...readdirSync(made).map((name) => ({ name, folder: path.join(made, name), script: undefined })),
  {
    name: 'the example film, its clips as the simulator makes them',
    folder: path.join(projectRoot, 'test/export/rain-letter'),
    script: path.join(projectRoot, 'examples/rain-letter/rain-letter.scene'),
  },
];
const reader = process.env['OTIO_READER'];

describe.each(films)('$name', ({ folder, script }) => {
  const reading = path.join(folder, 'read-by-otio.txt');

  test('what the reference implementation read is what the sequence says', async () => {
    const { sequence } = await madeUpSequence(folder, script);
    await expect(otioFacts(sequence)).toMatchFileSnapshot(reading);
  });

  test('the reference implementation reads it so, and writes the same values', async (context) => {
    if (!reader) {
      context.skip('OTIO_READER names no reader: see test/export/otio-reader/build.sh');
      return;
    }
    const { sequence } = await madeUpSequence(folder, script);
    const written = otioOf(sequence);
    const temporary = temporaryFolder();
    try {
      const file = path.join(temporary.path, 'film.otio');
      const copy = path.join(temporary.path, 'copy.otio');
      writeFileSync(file, written);
      expect(execFileSync(reader, [file, copy], { encoding: 'utf8' })).toBe(
        readFileSync(reading, 'utf8'),
      );
      expect(JSON.parse(readFileSync(copy, 'utf8'))).toMatchObject(JSON.parse(written));
    } finally {
      temporary.remove();
    }
  });
});
