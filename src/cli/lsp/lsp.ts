/** `scene lsp`: the language server on standard input and output. */
import { readFile } from 'node:fs/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { serve } from '../../lsp/server.ts';
import type { Cli } from '../cli.ts';
import { readScript } from '../compile/script.ts';
import { pageAddress, pagePath } from '../explain/pages.ts';

/** The protocol's library ends the process: 0 after a shutdown, 1 where the editor went without one. */
export async function lsp(cli: Cli): Promise<never> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const outside = {
    host: cli.host,
    read: (path: string, host: Cli['host']) => readScript({ host }, { path }),
    pages: { textOf: (code: string) => readFile(pagePath(code), 'utf8'), uriOf: pageAddress },
  };
  serve(connection, outside, { version });
  return new Promise<never>(() => undefined);
}
