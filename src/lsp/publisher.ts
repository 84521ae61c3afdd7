/** Tells the editor what is wrong, a moment after the last key was pressed. */
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { asLspDiagnostic, diagnosticsByFile } from './diagnostics.ts';
import type { Snapshot } from './snapshot.ts';

/** Long enough that a word is written out, short enough to be at once. */
const pauseMs = 200;

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
  #round: Promise<void> = Promise.resolve();

  constructor(door: PublisherDoor) {
    this.#door = door;
  }

  /** After a pause, which begins anew with each call. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // One round after the other, so that an older one never has the last word.
      this.#round = this.#round.then(() => this.#door.guarded(() => this.#publish()));
    }, pauseMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #publish(): Promise<void> {
    const now = this.#door.now();
    const { byFile, troubles } = await diagnosticsByFile(now);
    const versions = new Map(now.open.map(({ uri, version }) => [uri, version]));
    const files = new Set([...now.open.map(({ uri }) => uri), ...byFile.keys()]);
    for (const uri of new Set([...this.#shown, ...files])) {
      const version = versions.get(uri);
      const own = byFile.get(uri) ?? [];
      const diagnostics = await Promise.all(own.map((one) => asLspDiagnostic(one, now)));
      this.#door.send({ uri, ...(version !== undefined && { version }), diagnostics });
    }
    this.#shown = new Set(byFile.keys());
    if (troubles.length > 0) throw troubles[0];
  }
}
