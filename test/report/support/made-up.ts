/** A report about nothing real, every word of it from `word`. */
import type { Report, ReportShot, ReportWarning } from '../../../src/report/report.ts';

const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

export function madeUpReport(word: string, link = 'clips/a%20b.mp4'): Report {
  const money = { CNY: '4.8285', USD: '0.7308' };
  const warning: ReportWarning = {
    code: word,
    severity: 'warning',
    file: word,
    line: 3,
    message: word,
    hint: word,
  };
  const shot: ReportShot = {
    id: word,
    name: word,
    number: 1,
    seconds: 6,
    model: word,
    resolution: word,
    ratio: word,
    seed: 7,
    inCut: false,
    relation: { kind: 'extends', of: [word] },
    state: 'failed',
    chosen: 'pinned',
    newer: [word],
    trouble: word,
    script: [
      { kind: 'header', number: 1, text: word },
      { kind: 'dialogue', number: 2, text: word },
    ],
    source: { file: word, line: 1 },
    prompt: [{ text: word }, { text: 'Image 1', reference: 0 }],
    references: [
      {
        type: 'image',
        number: 1,
        role: 'reference_image',
        label: word,
        origin: word,
        picture: 'p',
      },
      { type: 'audio', number: 1, role: word, label: word, origin: word },
    ],
    poster: { kind: 'clip', picture: 'p', link },
    takes: [1, 2].map((number) => ({
      number,
      accepted: number === 1,
      state: 'kept',
      seed: 7,
      cost: money,
      picture: 'p',
      link,
    })),
    money: {
      estimate: { tokens: 130_500, cost: { CNY: 4.8285, USD: 0.7308 }, exact: false },
      estimated: money,
      spent: money,
      attempts: 2,
      toCome: money,
    },
    warnings: [warning],
  };
  return {
    language: 'en',
    episode: { id: word, number: 1, title: word, series: word, budget: null, file: word },
    origin: 'ark',
    asOf: '2026-11-22T17:39:44.121Z',
    film: { width: 720, height: 1280, link },
    scenes: [
      { id: word, heading: word, shots: [shot, { ...shot, id: `${word}2`, number: 2, takes: [] }] },
    ],
    cut: {
      seconds: 8,
      measured: true,
      blocks: [
        {
          kind: 'clip',
          label: word,
          shot: word,
          fromSeconds: 0,
          seconds: 6,
          picture: 'p',
          seam: { relation: 'extends', of: [word], by: 'found', cutFrames: 3, cutFromNeighbour: 0 },
        },
        { kind: 'title', label: word, fromSeconds: 6, seconds: 2 },
      ],
      transitions: [{ kind: 'dissolve', fromSeconds: 5, seconds: 0.5 }],
      scenes: [{ id: word, heading: word, fromSeconds: 0, seconds: 8 }],
    },
    runs: [
      {
        startedAt: '2026-11-22T17:39:40.000Z',
        seconds: 5,
        rows: [
          {
            task: word,
            end: 'failed',
            why: word,
            phases: [{ kind: 'running', fromSeconds: 0, seconds: 5 }],
          },
        ],
      },
    ],
    money: {
      estimated: money,
      spent: money,
      toCome: money,
      exact: false,
      tokens: 130_500,
      elsewhere: money,
      scenes: [{ id: word, heading: word, estimated: money, spent: money }],
    },
    warnings: [warning],
    notes: [word],
    pictures: new Map([['p', pixel]]),
  };
}
