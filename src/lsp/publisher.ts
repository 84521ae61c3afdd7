/**
 * Tells the editor what is wrong, a moment after the last key was pressed: in the scripts that are open,
 * and, once one was saved, in those that import it.
 */
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { asLspDiagnostic, diagnosticsByFile, openPathsOf } from './diagnostics.ts';
import { pathOf } from './open-texts.ts';
import { importersOf } from './scripts-around.ts';
import type { Snapshot } from './snapshot.ts';

/** Long enough that a word is written out, short enough to be at once. */
const pauseMs = 200;
/** In this time the event loop turns, and what the editor has said meanwhile is heard. */
const breathMs = 1;

export interface PublisherDoor {
  now(): Snapshot;
  send(params: PublishDiagnosticsParams): void;
  /** Runs one round; what it throws is told. */
  guarded(round: () => Promise<void>): Promise<void>;
}

export class Publisher {
  readonly #door: PublisherDoor;
  #timer: NodeJS.Timeout | undefined;
  /** Files of which the editor shows something. */
  #shown: ReadonlySet<string> = new Set();
  /** Addresses of scripts that were saved, and whose importers have not been looked at since. */
  readonly #saved = new Set<string>();
  /** Paths of importers in which something is wrong: they are looked at until they are right. */
  #importers: ReadonlySet<string> = new Set();
  #round: Promise<void> = Promise.resolve();
  #asked = 0;

  constructor(door: PublisherDoor) {
    this.#door = door;
  }

  /** After a pause, which begins anew with each call; a round that runs meanwhile gives up. */
  soon(): void {
    this.#asked += 1;
    const asked = this.#asked;
    const goOn = async (): Promise<boolean> => {
      await new Promise((resolve) => setTimeout(resolve, breathMs));
      return asked === this.#asked;
    };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // One round after the other, so that an older one never has the last word.
      this.#round = this.#round.then(() => this.#door.guarded(() => this.#publish(goOn)));
    }, pauseMs);
  }

  /** With the next round, the scripts that import this one are looked at too. */
  saved(uri: string): void {
    this.#saved.add(uri);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #publish(goOn: () => Promise<boolean>): Promise<void> {
    const now = this.#door.now();
    const saved = [...this.#saved];
    const importers = await this.#importersToSee(saved, now, goOn);
    const paths = new Set([...openPathsOf(now), ...importers]);
    const { byFile, troubles } = await diagnosticsByFile(now, { paths, goOn });
    if (!(await goOn())) return;
    const versions = new Map(now.open.map(({ uri, version }) => [uri, version]));
    const files = new Set([...now.open.map(({ uri }) => uri), ...byFile.keys()]);
    for (const uri of new Set([...this.#shown, ...files])) {
      const version = versions.get(uri);
      const own = byFile.get(uri) ?? [];
      const diagnostics = await Promise.all(own.map((one) => asLspDiagnostic(one, now)));
      this.#door.send({ uri, ...(version !== undefined && { version }), diagnostics });
    }
    this.#shown = new Set(byFile.keys());
    const wrong = new Set<string>();
    for (const path of importers) if (byFile.has(await now.uriOf(path))) wrong.add(path);
    this.#importers = wrong;
    for (const uri of saved) this.#saved.delete(uri);
    if (troubles.length > 0) throw troubles[0];
  }

  async #importersToSee(
    saved: readonly string[],
    now: Snapshot,
    goOn: () => Promise<boolean>,
  ): Promise<ReadonlySet<string>> {
    const paths = new Set<string>();
    for (const path of this.#importers) {
      if ((await now.host.realPath(path)) !== undefined) paths.add(path);
    }
    for (const uri of saved) {
      const path = pathOf(uri);
      if (path === undefined) continue;
      for (const importer of await importersOf(path, now, goOn)) paths.add(importer);
    }
    return paths;
  }
}
