/**
 * The language server: the protocol's lifecycle, the texts that are open, and the features of the one
 * list. It reads through the host that it is given; it writes nothing and opens no connection.
 */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Answering } from './feature.ts';
import { features } from './features.ts';
import { pathOf, type OpenText } from './open-texts.ts';
import { Publisher } from './publisher.ts';
import { Snapshot, type Outside } from './snapshot.ts';
import { Troubles } from './troubles.ts';

export interface ServerOptions {
  readonly version: string;
}

/** Speaks over the connection until that ends. */
export function serve(connection: Connection, outside: Outside, { version }: ServerOptions): void {
  const documents = new TextDocuments(TextDocument);
  let current: Snapshot | undefined;
  let folders: readonly string[] = [];
  const now = (): Snapshot =>
    (current ??= new Snapshot(outside, documents.all().map(openText), folders));
  const troubles = new Troubles(connection);
  const publisher = new Publisher({
    now,
    send: (params) => void connection.sendDiagnostics(params),
    guarded: async (round) => {
      const trouble = await troubles.of('diagnostics', round);
      if (!(trouble instanceof Error)) troubles.over();
    },
  });
  const changed = (): void => {
    current = undefined;
    publisher.soon();
  };

  let watches = false;
  connection.onInitialize(({ capabilities, workspaceFolders }): InitializeResult => {
    folders = workspaceFolders?.flatMap(({ uri }) => pathOf(uri) ?? []) ?? [];
    watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    return { capabilities: capabilitiesOfAll(), serverInfo: { name: 'scenewright', version } };
  });
  connection.onInitialized(() => {
    if (!watches) return;
    const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
    void troubles.of('watching files', () =>
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
    );
  });
  connection.onDidChangeWatchedFiles(changed);
  connection.onShutdown(() => {
    publisher.stop();
  });
  documents.onDidChangeContent(changed);
  documents.onDidClose(changed);
  documents.onDidSave(({ document }) => {
    publisher.saved(document.uri);
    // What lies beside it may have come with it.
    changed();
  });
  const answering: Answering = { now, guarded: (what, answer) => troubles.answered(what, answer) };
  for (const feature of features) feature.listen(connection, answering);
  documents.listen(connection);
  connection.listen();
}

/** What the compiler reads: scripts, the project's file, media. */
const watchedFiles = [
  '**/*.scene',
  '**/scenewright.json',
  '**/*.{png,jpg,jpeg,webp,bmp,tif,tiff,gif,heic,heif,mp4,mov,mp3,wav}',
];

function openText(document: TextDocument): OpenText {
  return { uri: document.uri, version: document.version, text: document.getText() };
}

function capabilitiesOfAll(): ServerCapabilities {
  const own: ServerCapabilities = {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
  };
  return Object.assign(
    own,
    ...features.map(({ capabilities }) => capabilities),
  ) as ServerCapabilities;
}
