/** The one function that decides what is bought, held by properties over films that are made and edited. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptedFrom, type AcceptedTake } from '../../src/store/accepted.ts';
import type { KeptAttempt } from '../../src/store/attempts.ts';
import { makingOf } from '../../src/store/key.ts';
import { sha256 } from '../../src/store/canonical.ts';
import { standingsOf, type Evidence, type StaleChoice } from '../../src/store/standing.ts';
import { buildGraph } from '../../src/render/graph.ts';
import type { PlanTask } from '../../src/plan/plan.ts';
import { taskOf, type TaskSketch } from '../render/support/plans.ts';
import { intentOf } from '../support/intents.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: 40 });

const fileHash = (url: string): string => sha256(url);

/** A film of chains: each shot may build on one that stands before it. */
const films = fc
  .array(fc.record({ on: fc.nat(), builds: fc.boolean(), words: fc.nat(3) }), { maxLength: 12 })
  .map((shots) =>
    shots.map(({ on, builds, words }, index): TaskSketch => ({
      id: `s.${index}`,
      words: `words ${words}`,
      ...(builds && index > 0 ? { extends: [`s.${on % index}`] } : {}),
    })),
  );

type Film = readonly TaskSketch[];

function withNewWords(film: Film, which: number): Film {
  const at = which % film.length;
  return film.map((shot, index) => (index === at ? { ...shot, words: 'new' } : shot));
}

function tasksOf(film: Film): readonly PlanTask[] {
  return buildGraph({
    tasks: film.map((sketch) => ({ ...taskOf(sketch), meaning: sha256(JSON.stringify(sketch)) })),
  }).tasks;
}

interface Studio {
  readonly attempts: KeptAttempt[];
  readonly accepted: Map<string, AcceptedTake>;
}

function standAt(film: Film, { attempts, accepted }: Studio, stale: StaleChoice = 'keep') {
  const evidence: Evidence = {
    episode: 'film',
    attempts,
    accepted,
    fileHash,
    hasFiles: () => true,
  };
  return standingsOf(tasksOf(film), evidence, stale);
}

/** Makes what is to be made, one after the other, as a render does; gives the names of what it made. */
function make(film: Film, studio: Studio, stale: StaleChoice = 'keep'): readonly string[] {
  const made: string[] = [];
  const wanted = standAt(film, studio, stale);
  const clips = new Map([...wanted.accepted].map(([shot, { clip }]) => [shot, clip.sha256]));
  for (const task of tasksOf(film)) {
    if (wanted.tasks.get(task.id)?.action !== 'make') continue;
    const number = studio.attempts.length + 1;
    const clip = { sha256: sha256(`clip ${number}`), bytes: 1, extension: '.mp4' };
    studio.attempts.push({
      tag: `t${number}`,
      begunAt: '2026-11-22T10:00:00.000Z',
      step: 'kept',
      at: `2026-11-22T10:00:${String(number).padStart(2, '0')}.000Z`,
      id: `cgt-${number}`,
      clip,
      lastFrame: null,
      intent: intentOf({
        tag: `t${number}`,
        ...makingOf(task, { fileHash, takeHash: (shot) => clips.get(shot) ?? '' }),
        meaning: task.meaning,
        task: task.id,
        episode: 'film',
      }),
    });
    clips.set(task.id, clip.sha256);
    made.push(task.id);
  }
  for (const [shot, attempt] of standAt(film, studio, stale).accepted) {
    const entry = studio.accepted.get(shot);
    if (entry?.clip !== attempt.clip.sha256) studio.accepted.set(shot, acceptedFrom(attempt));
  }
  return made;
}

function madeOnce(film: Film): Studio {
  const studio: Studio = { attempts: [], accepted: new Map() };
  make(film, studio);
  return studio;
}

describe('whatever the film', () => {
  test('a second run makes nothing', () => {
    fc.assert(
      fc.property(films, (film) => {
        expect(make(film, madeOnce(film))).toEqual([]);
      }),
    );
  });

  test('other words in one shot make that shot, and no other', () => {
    fc.assert(
      fc.property(films, fc.nat(), (film, which) => {
        fc.pre(film.length > 0);
        const at = which % film.length;
        const edited = withNewWords(film, which);
        const studio = madeOnce(film);
        expect(make(edited, studio)).toEqual([`s.${at}`]);
        expect(make(edited, studio)).toEqual([]);
      }),
    );
  });

  test('what is stale is made once where it is asked for, and is stale no more', () => {
    fc.assert(
      fc.property(films, fc.nat(), (film, which) => {
        fc.pre(film.length > 0);
        const edited = withNewWords(film, which);
        const studio = madeOnce(film);
        make(edited, studio);
        make(edited, studio, 'render');
        expect(make(edited, studio, 'render')).toEqual([]);
        const states = [...standAt(edited, studio).tasks.values()].map(({ state }) => state);
        expect(states.filter((state) => state !== 'kept')).toEqual([]);
      }),
    );
  });

  test('shots put in between, taken out and turned round make only what is put in', () => {
    fc.assert(
      fc.property(films, fc.nat(), fc.infiniteStream(fc.nat()), (film, where, order) => {
        const fresh: TaskSketch = { id: 's.new', words: 'words 0' };
        const at = where % (film.length + 1);
        const more = [...film.slice(0, at), fresh, ...film.slice(at)];
        const ranks = new Map(more.map(({ id }) => [id, order.next().value ?? 0]));
        const turned = more.toSorted((a, b) => (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0));
        expect(make(turned, madeOnce(film))).toEqual(['s.new']);
      }),
    );
  });

  test('a request that is only worded anew buys nothing', () => {
    fc.assert(
      fc.property(films, (film) => {
        const studio = madeOnce(film);
        const worded = tasksOf(film).map((task) => ({
          ...task,
          request: {
            ...task.request,
            content: task.request.content.map((item) =>
              item.type === 'text' ? { ...item, text: `Better: ${item.text}` } : item,
            ),
          },
        }));
        const evidence = { episode: 'film', ...studio, fileHash, hasFiles: () => true };
        const { tasks } = standingsOf(worded, evidence);
        expect([...tasks.values()].filter(({ action }) => action !== 'keep')).toEqual([]);
        expect([...tasks.values()].filter(({ state }) => state !== 'reworded')).toEqual([]);
      }),
    );
  });

  test('a pinned take stays through every edit', () => {
    fc.assert(
      fc.property(films, fc.nat(), fc.array(fc.nat(), { maxLength: 3 }), (film, which, edits) => {
        fc.pre(film.length > 0);
        const shot = `s.${which % film.length}`;
        const studio = madeOnce(film);
        const entry = studio.accepted.get(shot);
        if (!entry) throw new Error('it was just made');
        studio.accepted.set(shot, { ...entry, pinned: true });
        for (const [number, edit] of edits.entries()) {
          const edited = film.map((one, index) =>
            index === edit % film.length ? { ...one, words: `edit ${number}` } : one,
          );
          make(edited, studio, number % 2 === 0 ? 'keep' : 'render');
          expect(standAt(edited, studio).accepted.get(shot)?.clip.sha256).toBe(entry.clip);
        }
      }),
    );
  });

  test('a script that is turned back finds its old clips', () => {
    fc.assert(
      fc.property(films, fc.nat(), (film, which) => {
        fc.pre(film.length > 0);
        const edited = withNewWords(film, which);
        const studio = madeOnce(film);
        make(edited, studio);
        expect(make(film, studio)).toEqual([]);
      }),
    );
  });
});

test('of several takes the first good one is the shot, until another is picked', () => {
  const film: Film = [{ id: 's.1' }, { id: 's.1#2', words: 'words of s.1' }];
  const studio = madeOnce(film);
  const second = studio.attempts[1];
  if (!second) throw new Error('two takes were asked for');
  expect(standAt(film, studio).accepted.get('s.1')?.intent.task).toBe('s.1');
  studio.accepted.set('s.1', acceptedFrom(second, { picked: true }));
  expect(standAt(film, studio).accepted.get('s.1')?.intent.task).toBe('s.1#2');
  // Of a shot whose take is chosen no further one is made.
  expect(make([...film, { id: 's.1#3', words: 'words of s.1' }], studio)).toEqual([]);
});
