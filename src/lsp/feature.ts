/** A feature: one request of the protocol, what the server says of itself because of it, and its answer. */
import type {
  Connection,
  ProtocolRequestType,
  ResponseError,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { Snapshot } from './snapshot.ts';

export interface Feature {
  readonly capabilities: ServerCapabilities;
  listen(connection: Connection, server: Answering): void;
}

export interface Answering {
  /** Everything as it stands now. */
  now(): Snapshot;
  /** Runs an answer; a fault in it is logged, and becomes an error of this one request. */
  guarded<R>(what: string, answer: () => Promise<R>): Promise<R | ResponseError<void>>;
}

export interface AnsweringFeature<P, R> extends Feature {
  answer(params: P, now: Snapshot): Promise<R>;
}

export function feature<P, A extends R, R, PR, E, RO>(
  type: ProtocolRequestType<P, R, PR, E, RO>,
  capabilities: ServerCapabilities,
  answer: (params: P, now: Snapshot) => Promise<A>,
): AnsweringFeature<P, A> {
  return {
    capabilities,
    answer,
    listen(connection, server) {
      connection.onRequest(type.method, (params: P) =>
        server.guarded(type.method, () => answer(params, server.now())),
      );
    },
  };
}
