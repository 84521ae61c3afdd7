import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  ExitNotification,
  FoldingRangeRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ReferencesRequest,
  RenameRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { afterAll, expect, test } from 'vitest';
import { builtCommand, spawnScene, temporaryFolder } from '../../support/process.ts';

const folder = temporaryFolder();
afterAll(() => {
  folder.remove();
});
const uriOf = (name: string): string => pathToFileURL(path.join(folder.path, name)).href;

/** The server as an editor starts it, with the client side of the protocol's own library. */
async function startServer() {
  const child = spawn(process.execPath, [builtCommand, 'lsp', '--stdio']);
  const exit = once(child, 'exit').then(([code]) => code as number);
  const stderr: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const client = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map<string, (params: PublishDiagnosticsParams) => void>();
  client.onNotification(PublishDiagnosticsNotification.type, (params) => {
    waiting.get(params.uri)?.(params);
  });
  client.listen();
  const { serverInfo } = await client.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder.path).href, name: 'test' }],
    capabilities: {},
  });
  await client.sendNotification(InitializedNotification.type, {});
  return {
    client,
    child,
    exit,
    stderr,
    serverInfo,
    open: (name: string, text: string) =>
      client.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uriOf(name), languageId: 'scene', version: 1, text },
      }),
    /** The next diagnostics of a file that are as `wanted` says. */
    diagnostics: (name: string, wanted: (codes: readonly unknown[]) => boolean) =>
      new Promise<PublishDiagnosticsParams>((resolve) => {
        waiting.set(uriOf(name), (params) => {
          if (wanted(params.diagnostics.map(({ code }) => code))) resolve(params);
        });
      }),
  };
}

const cast = 'character @林夏 "林夏"\n  look: 短发\n';
const script =
  'import "cast.scene"\n\nscene shop\n  shot 1 5s\n    👩‍👩‍👧𠮷@林夏看着@林下。\n\n  shot 2 5s extends on\n    雨。\n';

test('diagnostics as one types: those of `scene check`, for every script that is open', async () => {
  folder.write({ 'cast.scene': cast, 'a.scene': script });
  const server = await startServer();
  expect(server.serverInfo?.name).toBe('scenewright');
  await server.open('a.scene', script);
  const first = await server.diagnostics('a.scene', () => true);
  expect(first.version).toBe(1);

  const { stdout } = await spawnScene(['check', 'a.scene', '--format', 'json'], {
    cwd: folder.path,
  });
  const checked = JSON.parse(stdout) as {
    readonly diagnostics: readonly {
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
      readonly range: { readonly start: { readonly line: number; readonly offset: number } };
    }[];
  };
  expect(checked.diagnostics.length).toBeGreaterThan(1);
  expect(
    first.diagnostics.map(({ code, message, range }) => ({ code, message, range: range.start })),
  ).toEqual(
    checked.diagnostics.map(({ code, message, hint, range: { start } }) => ({
      code,
      message: hint === undefined ? message : `${message}\n${hint}`,
      // Columns are UTF-16 units from 0, and so are offsets: four emoji, joiners and a rare Han character count twice.
      range: {
        line: start.line - 1,
        character: start.offset - (script.lastIndexOf('\n', start.offset - 1) + 1),
      },
    })),
  );
  expect(first.diagnostics[0]?.codeDescription?.href).toMatch(/unknown-name\.md$/);

  // What is not saved counts for the others.
  await server.open('cast.scene', cast);
  const renamed = server.diagnostics('a.scene', (codes) => codes.length > first.diagnostics.length);
  await server.client.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: uriOf('cast.scene'), version: 2 },
    contentChanges: [
      {
        range: { start: { line: 0, character: 11 }, end: { line: 0, character: 13 } },
        text: '阿梅',
      },
    ],
  });
  await renamed;

  const cleared = server.diagnostics('a.scene', (codes) => codes.length === 0);
  await server.client.sendNotification(DidCloseTextDocumentNotification.type, {
    textDocument: { uri: uriOf('a.scene') },
  });
  await cleared;
  await server.client.sendRequest(ShutdownRequest.type);
  await server.client.sendNotification(ExitNotification.type);
  expect(await server.exit).toBe(0);
  expect(server.stderr.join('')).toBe('');
});

test('a request about an unknown file is an error, and the server lives on', async () => {
  folder.write({ 'cast.scene': cast });
  const server = await startServer();
  const textDocument = { uri: uriOf('nowhere.scene') };
  await expect(
    server.client.sendRequest(DocumentSymbolRequest.type, { textDocument }),
  ).rejects.toThrow('no script that is open');
  const position = { line: 0, character: 0 };
  await expect(
    server.client.sendRequest(DefinitionRequest.type, {
      textDocument: { uri: 'untitled:Untitled-1' },
      position,
    }),
  ).rejects.toThrow('no script that is open');
  await server.open('cast.scene', cast);
  const symbols = await server.client.sendRequest(DocumentSymbolRequest.type, {
    textDocument: { uri: uriOf('cast.scene') },
  });
  expect(symbols).toHaveLength(1);
  // The editor goes without a word.
  server.child.stdin.end();
  expect(await server.exit).toBe(1);
});

test('every feature answers over the line', async () => {
  folder.write({ 'cast.scene': cast, 'a.scene': script });
  const text =
    'import "cast.scene"\n\nscene shop\n  shot 1   5s\n    @林夏走来。\n\n  shot 2 5s extends 1\n    雨。\n';
  const server = await startServer();
  await server.open('b.scene', text);
  const textDocument = { uri: uriOf('b.scene') };
  const at = (line: number, character: number) => ({ textDocument, position: { line, character } });
  const { client } = server;
  const options = { tabSize: 2, insertSpaces: true };
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const { renamed, ...answers } = {
    hover: await client.sendRequest(HoverRequest.type, at(6, 21)),
    completion: await client.sendRequest(CompletionRequest.type, at(4, 5)),
    definition: await client.sendRequest(DefinitionRequest.type, at(4, 6)),
    references: await client.sendRequest(ReferencesRequest.type, {
      ...at(4, 6),
      context: { includeDeclaration: true },
    }),
    renamed: await client.sendRequest(RenameRequest.type, { ...at(4, 6), newName: '阿梅' }),
    formatting: await client.sendRequest(DocumentFormattingRequest.type, { textDocument, options }),
    folding: await client.sendRequest(FoldingRangeRequest.type, { textDocument }),
    links: await client.sendRequest(DocumentLinkRequest.type, { textDocument }),
    actions: await client.sendRequest(CodeActionRequest.type, {
      textDocument,
      range,
      context: { diagnostics: [] },
    }),
  };
  expect(JSON.stringify(answers.hover)).toContain('shop.1');
  expect(JSON.stringify(answers.completion)).toContain('"newText":"林夏"');
  expect(answers.definition).toMatchObject({ uri: uriOf('cast.scene') });
  // One of them stands in a script that is not open.
  expect(answers.references).toHaveLength(3);
  const files = ['a.scene', 'b.scene', 'cast.scene'];
  expect(Object.keys(renamed?.changes ?? {}).sort()).toEqual(files.map(uriOf));
  expect(answers.formatting).toMatchObject([{ newText: '  shot 1 5s\n' }]);
  expect(answers.folding).toHaveLength(3);
  expect(answers.links).toMatchObject([{ target: uriOf('cast.scene') }]);
  expect(answers.actions).toEqual([]);
  await expect(
    client.sendRequest(RenameRequest.type, { ...at(4, 6), newName: 'a b' }),
  ).rejects.toThrow('no name of an asset');
  await client.sendRequest(ShutdownRequest.type);
  await client.sendNotification(ExitNotification.type);
  expect(await server.exit).toBe(0);
});
