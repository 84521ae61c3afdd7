/** When a film that lies there may stay: what it was cut from is the same, and nobody has touched it. */
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { currentFilm, filmSource, noteFilm } from '../../src/cli/render/current-film.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Take } from '../../src/render/take.ts';
import { makeFolder, renderIn } from './support/bench.ts';
import { planOf } from './support/plans.ts';
import { openServiceDouble } from './support/service-double.ts';

const still = { kind: 'still', url: 'file:card.png', durationSeconds: 1, scene: 'one' } as const;
const plan = planOf([{ id: 'one.a' }, { id: 'one.b' }]);
const withCard: Plan = { ...plan, cut: [...plan.cut, still] };

test('the plan, the clips and the files of the cut are what a film is cut from', async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, 'card.png'), 'one');
  const { outcome } = await renderIn(folder, plan, openServiceDouble());
  const source = (of = withCard, takes: ReadonlyMap<string, Take> = outcome.takes) =>
    filmSource(of, takes, folder);
  const first = await source();
  expect(await source(structuredClone(withCard))).toBe(first);
  expect(await source(plan)).not.toBe(first);
  expect(await source({ ...withCard, film: { ...plan.film, loudness: -14 } })).not.toBe(first);
  expect(await source(withCard, new Map([...outcome.takes].slice(1)))).not.toBe(first);
  await writeFile(join(folder, 'card.png'), 'two');
  expect(await source()).not.toBe(first);
});

test('a film that was touched, lost or cut from something else is cut again', async () => {
  const folder = await makeFolder();
  const notes = join(folder, 'notes');
  await mkdir(notes);
  const film = join(folder, 'film.mp4');
  expect(await currentFilm(film, 'a', notes)).toBeUndefined();
  await writeFile(film, 'the film');
  expect(await currentFilm(film, 'a', notes)).toBeUndefined();
  await noteFilm(film, notes, { source: 'a', seconds: 12, warnings: ['It is short.'] });
  expect(await currentFilm(film, 'a', notes)).toMatchObject({
    seconds: 12,
    warnings: ['It is short.'],
  });
  expect(await currentFilm(film, 'b', notes)).toBeUndefined();
  expect(await currentFilm(join(folder, 'other.mp4'), 'a', notes)).toBeUndefined();
  await utimes(film, new Date(0), new Date(0));
  expect(await currentFilm(film, 'a', notes)).toBeUndefined();
  await rm(film);
  expect(await currentFilm(film, 'a', notes)).toBeUndefined();
});
