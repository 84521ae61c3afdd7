import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  CompletionRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentSymbolRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  ShowMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type NotificationHandler,
  type ProtocolNotificationType,
} from 'vscode-languageserver/node';
import { expect, test } from 'vitest';
import { serve } from '../../src/lsp/server.ts';
import type { Outside } from '../../src/lsp/snapshot.ts';
import { memoryHost, type MemoryFiles } from '../support/memory-host.ts';
import { outsideOf } from './asked-case.ts';

const uriOf = (name: string): string => `file:///project/${name}`;

/** The server and a client in one process, joined by the protocol's own reader and writer. */
async function serving(outside: Outside) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), outside, {
    version: '0',
  });
  const client = createProtocolConnection(
    new StreamMessageReader(down),
    new StreamMessageWriter(up),
  );
  client.listen();
  await client.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  await client.sendNotification(InitializedNotification.type, {});
  return {
    client,
    open: (name: string, text: string) =>
      client.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uriOf(name), languageId: 'scene', version: 1, text },
      }),
    write: (name: string, text: string) =>
      client.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uriOf(name), version: 2 },
        contentChanges: [{ text }],
      }),
    save: (name: string) =>
      client.sendNotification(DidSaveTextDocumentNotification.type, {
        textDocument: { uri: uriOf(name) },
      }),
    changedOnDisk: () =>
      client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [] }),
    /** The next notification that is as `wanted` says. */
    next: <P>(type: ProtocolNotificationType<P, unknown>, wanted: (params: P) => boolean) =>
      new Promise<P>((resolve) => {
        const handler: NotificationHandler<P> = (params) => {
          if (wanted(params)) resolve(params);
        };
        client.onNotification(type, handler);
      }),
  };
}

const diagnosticsType = PublishDiagnosticsNotification.type;
const script = 'import "cast.scene"\n\nscene a\n  shot 1\n    @林夏走来。\n';
const cast = 'character @林夏\n  look: 短发\n';

test('an import that is not open has its errors shown, and loses them when it is put right on the disk', async () => {
  const files: Record<string, string> = { 'cast.scene': 'charakter @林夏\n' };
  const host = { ...memoryHost({}), readFile: (path: string) => memoryHost(files).readFile(path) };
  const server = await serving(outsideOf(host));
  const told = server.next(diagnosticsType, ({ uri }) => uri === uriOf('cast.scene'));
  await server.open('a.scene', script);
  expect((await told).diagnostics.map(({ code }) => code)).toEqual(['unknown-keyword']);
  files['cast.scene'] = cast;
  const gone = server.next(diagnosticsType, ({ uri }) => uri === uriOf('cast.scene'));
  await server.changedOnDisk();
  expect((await gone).diagnostics).toEqual([]);
});

test('what a saved script breaks in one that imports it and is not open is shown, until it is right', async () => {
  const files = {
    'cast.scene': cast,
    'a.scene': script,
    'b.scene': 'scene b\n  shot 1\n    雨。\n',
  };
  const server = await serving(outsideOf(memoryHost(files)));
  const told: string[] = [];
  /** Until something is told of the file. */
  const until = (name: string) =>
    server.next(diagnosticsType, ({ uri, version, diagnostics }) => {
      const codes = diagnostics.map(({ code }) => code).join(' ');
      told.push(`${uri.slice(uriOf('').length)} ${version ?? 'not open'}: ${codes}`);
      return uri === uriOf(name);
    });
  let round = until('cast.scene');
  await server.open('cast.scene', cast);
  await round;
  round = until('cast.scene');
  await server.write('cast.scene', cast.replace('@林夏', '@林秋'));
  await round;
  round = until('a.scene');
  await server.save('cast.scene');
  await round;
  round = until('a.scene');
  await server.write('cast.scene', cast);
  await round;
  expect(told.filter((line) => !line.endsWith(': '))).toEqual(['a.scene not open: unknown-name']);
  expect(told.at(-1)).toBe('a.scene not open: ');
});

test('a round gives up for a newer text, and completion waits for no compiler', async () => {
  const outside = outsideOf(memoryHost({ 'cast.scene': cast }));
  const compiled: string[] = [];
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  let begun: () => void = () => undefined;
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const server = await serving({
    ...outside,
    read: async (path, host) => {
      const { sources, compile } = await outside.read(path, host);
      const { text } = sources.entry.source;
      if (text === script) {
        begun();
        await held;
      }
      const noted = () => {
        compiled.push(text);
        return compile();
      };
      return { sources, compile: noted };
    },
  });
  const newer = `${script}    @\n`;
  const told = server.next(diagnosticsType, () => true);
  await server.open('a.scene', script);
  await isBegun;
  await server.write('a.scene', newer);
  const at = { textDocument: { uri: uriOf('a.scene') }, position: { line: 5, character: 5 } };
  expect(await server.client.sendRequest(CompletionRequest.type, at)).toHaveLength(1);
  expect(compiled).toEqual([]);
  goOn();
  expect((await told).version).toBe(2);
  expect(compiled).toEqual([newer]);
});

test('many keys in a row are one round of diagnostics', async () => {
  const server = await serving(outsideOf(memoryHost({ 'cast.scene': cast })));
  let rounds = 0;
  const last = server.next(diagnosticsType, ({ uri, diagnostics }) => {
    rounds += 1;
    return uri === uriOf('a.scene') && diagnostics.length === 0;
  });
  await server.open('a.scene', 'scene\n');
  for (let key = 1; key < script.length; key += 1)
    await server.write('a.scene', script.slice(0, key));
  await server.write('a.scene', script);
  await last;
  expect(rounds).toBe(1);
});

test('a project’s file that is wrong is shown once, and what needs no project still answers', async () => {
  const files: MemoryFiles = { 'cast.scene': cast, 'scenewright.json': '{ "arc": {} }' };
  const server = await serving(outsideOf(memoryHost(files)));
  const shown: string[] = [];
  const first = server.next(ShowMessageNotification.type, ({ message }) => shown.push(message) > 0);
  await server.open('a.scene', script);
  await first;
  const at = { textDocument: { uri: uriOf('a.scene') }, position: { line: 4, character: 5 } };
  await expect(server.client.sendRequest(HoverRequest.type, at)).rejects.toThrow(
    'scenewright.json',
  );
  const symbols = await server.client.sendRequest(DocumentSymbolRequest.type, at);
  expect(symbols).toHaveLength(1);
  await server.write('a.scene', `${script}\n`);
  await expect(server.client.sendRequest(HoverRequest.type, at)).rejects.toThrow(
    'scenewright.json',
  );
  expect(shown).toHaveLength(1);
});

test('a fault is logged, is an error of that request, and the server lives on', async () => {
  const outside = outsideOf(memoryHost({ 'cast.scene': cast }));
  let isFaulty = true;
  const server = await serving({
    ...outside,
    read: (path, host) => {
      if (isFaulty) throw new TypeError('a fault of our own');
      return outside.read(path, host);
    },
  });
  const logged = server.next(LogMessageNotification.type, () => true);
  await server.open('a.scene', script);
  const at = { textDocument: { uri: uriOf('a.scene') }, position: { line: 4, character: 5 } };
  await expect(server.client.sendRequest(HoverRequest.type, at)).rejects.toThrow(
    'a fault of our own',
  );
  expect((await logged).message).toMatch(/textDocument\/hover: TypeError: a fault of our own\n/);
  isFaulty = false;
  await server.write('a.scene', script);
  const hover = await server.client.sendRequest(HoverRequest.type, at);
  expect(hover?.contents).toMatchObject({ kind: 'markdown' });
});
