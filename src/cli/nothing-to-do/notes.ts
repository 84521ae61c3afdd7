/**
 * Writes down what a command looks at and what it says, so that the same can be said again while all
 * that it looked at is as it was.
 */
import type { Host } from '../../source/host.ts';
import type { Store } from '../../store/store.ts';
import type { Cli, Output } from '../cli.ts';
import { aspectOf, isYoung, type Aspect } from './aspect.ts';

export interface Sight {
  readonly aspect: Aspect;
  readonly path: string;
  readonly seen: string;
}

export type Stream = 'stdout' | 'stderr';
export type Said = readonly (readonly [stream: Stream, text: string])[];

export interface Notes {
  /** To be said before the file is read: what is written to it while it is read must not be missed. */
  look(aspect: Aspect, path: string): void;
  /** By its stamp, and where that is so young that it could deceive, by its content too. */
  lookClosely(path: string): void;
  /** Something was done, or seen that nobody could tell again. */
  spoil(): void;
  /** All that was looked at; undefined where some of it is no longer as it was, or notes are spoilt. */
  sights(): readonly Sight[] | undefined;
  said(): Said;
}

export function openNotes(): Notes & { listenTo(cli: Cli): Cli } {
  const sights = new Map<string, Sight>();
  const said: [Stream, string][] = [];
  let isSpoilt = false;
  const look = (aspect: Aspect, path: string): void => {
    const name = `${aspect} ${path}`;
    if (!isSpoilt && !sights.has(name))
      sights.set(name, { aspect, path, seen: aspectOf(aspect, path) });
  };
  const lookClosely = (path: string): void => {
    look('stamp', path);
    if (isYoung(path)) look('content', path);
  };
  const listenTo = (output: Output, stream: Stream): Output => ({
    write(text) {
      output.write(text);
      if (isSpoilt) return;
      const last = said.at(-1);
      if (last?.[0] === stream) last[1] += text;
      else said.push([stream, text]);
    },
    isTerminal: output.isTerminal,
    get columns() {
      return output.columns;
    },
    get rows() {
      return output.rows;
    },
  });
  return {
    look,
    lookClosely,
    // A long run draws its screen a great many times: from here on nothing is kept.
    spoil: () => {
      isSpoilt = true;
      said.length = 0;
      sights.clear();
    },
    sights() {
      const all = [...sights.values()];
      return !isSpoilt && all.every(isAsSeen) ? all : undefined;
    },
    said: () => said,
    listenTo: (cli) => ({
      ...cli,
      host: lookingHost(cli.host, { look, lookClosely }),
      stdout: listenTo(cli.stdout, 'stdout'),
      stderr: listenTo(cli.stderr, 'stderr'),
    }),
  };
}

export function isAsSeen({ aspect, path, seen }: Sight): boolean {
  return aspectOf(aspect, path) === seen;
}

/** The store, its clips looked at when they are asked for. */
export function lookingStore(store: Store, notes: Notes): Store {
  return {
    ...store,
    async pathOf(file) {
      const path = await store.pathOf(file);
      if (path === undefined) notes.spoil();
      else notes.look('length', path);
      return path;
    },
  };
}

function lookingHost(host: Host, { look, lookClosely }: Pick<Notes, 'look' | 'lookClosely'>): Host {
  return {
    readFile(path) {
      look('content', path);
      return host.readFile(path);
    },
    openFile(path) {
      lookClosely(path);
      return host.openFile(path);
    },
    realPath(path) {
      look('place', path);
      return host.realPath(path);
    },
    namesIn(folder) {
      look('names', folder);
      return host.namesIn(folder);
    },
  };
}
