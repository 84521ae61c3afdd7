/**
 * An Ark server for no money: the service's paths, JSON, refusals, queue and links over real HTTP on
 * this machine, and clips that are real files and plainly no film. Nothing in it talks to the service.
 *
 * Beside the service's own paths it offers two of its own, for what it stands in for:
 * `PUT /simulator/files/NAME` takes a file and answers `{"url"}`, a signed link to it, as one's own
 * object storage would; `GET /simulator/bill` answers with every task that was billed. Both ask for
 * the key.
 */
import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { codeOf } from '../../disk-trouble.ts';
import { Failure } from '../../failure.ts';
import { mediumLimits } from '../capabilities.ts';
import { createArk, type Ark } from './ark.ts';
import { createFaults, type Fault, type FaultKind } from './faults.ts';
import { parseJson, readBody, sendJson, sendRefusal } from './http.ts';
import { createLinks, storagePath, type Links } from './links.ts';
import { serveObject } from './objects.ts';
import { settingsOf, type Settings, type SimulatorOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import { openStorage, type Storage } from './storage.ts';
import { openTaskBook, type BilledTask, type TaskBook, type TaskRecord } from './task-book.ts';

export type { Fault, FaultKind } from './faults.ts';
export { faultKinds, parseFault } from './faults.ts';
export type { SimulatorEvent, SimulatorOptions } from './options.ts';
export type { BilledTask, TaskRecord } from './task-book.ts';

export interface Simulator {
  /** `http://127.0.0.1:PORT/api/v3`, for `createArkClient` and `ARK_BASE_URL`. */
  readonly url: string;
  readonly apiKey: string;
  /** Every task that was billed, in the order of billing; also those whose record is deleted. */
  bill(): readonly BilledTask[];
  /** The records that are kept, newest first. */
  tasks(): readonly TaskRecord[];
  /**
   * A link to a copy of a local file, as one's own object storage would give; the same as
   * `PUT /simulator/files/NAME` for whoever started the simulator in process.
   */
  publish(path: string): Promise<string>;
  /** Stops at once: connections are cut, running tasks stay unfinished. */
  close(): Promise<void>;
}

const basePath = '/api/v3';
const tasksPath = `${basePath}/contents/generations/tasks`;
const filesPath = '/simulator/files/';

/**
 * Resolves once it listens.
 * @throws Failure `usage` where the port cannot be had, `disk-trouble` where the folder cannot be written
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = settingsOf(options);
  const storage = await openStorage(settings.dir);
  const book = await openTaskBook(storage);
  const faults = createFaults(settings.faults, settings.seed);
  let origin = '';
  const links = createLinks({ ...settings, storage, origin: () => origin });
  const strike = (kinds: readonly FaultKind[], shot: string): Fault | undefined => {
    const fault = faults.strike(kinds, { shot });
    if (fault !== undefined) settings.onEvent({ type: 'fault', kind: fault.kind, shot });
    return fault;
  };
  const server = createServer({ requestTimeout: 0 });
  try {
    origin = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  } catch (error) {
    await storage.close();
    throw error;
  }
  const ark = createArk({ settings, storage, book, links, faults });
  const house: House = { settings, storage, book, links, ark, strike };
  server.on('request', (request, response) => void answer(request, response, house));

  return {
    url: `${origin}${basePath}`,
    apiKey: settings.apiKey,
    bill: () => book.bill(),
    tasks: () => book.all(),
    publish: async (path) => publish(await readFile(path), path, house),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, ark.close()]);
      await storage.close();
    },
  };
}

interface House {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly book: TaskBook;
  readonly links: Links;
  readonly ark: Ark;
  readonly strike: (kinds: readonly FaultKind[], shot: string) => Fault | undefined;
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: Error): void => {
      reject(portTrouble(port, error) ?? error);
    };
    server.once('error', refused);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refused);
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the simulator listens on no port'));
    });
  });
}

function portTrouble(port: number, cause: Error): Failure | undefined {
  const why = { EADDRINUSE: 'is in use by another program', EACCES: 'may not be used' };
  const code = codeOf(cause);
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return undefined;
  return new Failure('usage', `Port ${port} of this machine ${why[code]}.`, {
    hint: 'Name another, or 0 for any free one: `scene simulator --port 0`.',
    cause,
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  house: House,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  let code: string | undefined;
  try {
    await route(request, response, url, house);
  } catch (error) {
    // The other side is gone: nobody is there to be told.
    if (response.destroyed || response.headersSent) {
      response.destroy();
    } else {
      const refusal = error instanceof Refusal ? error : internal(error);
      code = refusal.code;
      sendRefusal(response, refusal);
    }
  }
  house.settings.onEvent({
    type: 'request',
    method: request.method ?? '',
    path: url.pathname,
    status: response.headersSent ? response.statusCode : 0,
    ...(code === undefined ? {} : { code }),
  });
}

function internal(error: unknown): Refusal {
  if (error instanceof URIError) {
    return new Refusal(400, 'InvalidParameter', 'The address is not well-formed.');
  }
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal(500, 'InternalServiceError', `The simulator has a fault: ${message}`);
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  house: House,
): Promise<void> {
  const { pathname } = url;
  if (pathname.startsWith(storagePath)) {
    await serveObject(request, response, url, {
      ...house,
      strike: (object) =>
        house.strike(downloadFaults, house.ark.shotOf(object.replace(/(?:-last)?\.\w+$/u, '')))
          ?.kind,
    });
    return;
  }
  demandKey(request, house.settings.apiKey);
  if (pathname === tasksPath && request.method === 'POST') {
    await create(request, response, house);
  } else if (pathname === tasksPath && request.method === 'GET') {
    if (!interfered(request, house.strike(listFaults, ''))) {
      sendJson(response, 200, await house.ark.list(url.searchParams));
    }
  } else if (pathname.startsWith(`${tasksPath}/`)) {
    await one(request, response, decodeURIComponent(pathname.slice(tasksPath.length + 1)), house);
  } else if (pathname.startsWith(filesPath) && request.method === 'PUT') {
    const bytes = await readBody(request, mediumLimits.video.bytesMax);
    sendJson(response, 200, { url: await publish(bytes, decodeURIComponent(pathname), house) });
  } else if (pathname === '/simulator/bill' && request.method === 'GET') {
    sendJson(response, 200, { tasks: house.book.bill() });
  } else {
    throw new Refusal(404, 'NotFound.Path', `There is no ${request.method ?? ''} ${pathname}.`);
  }
}

/** Named by its content, so that a file that is there already is not there twice. */
async function publish(bytes: Uint8Array, name: string, house: House): Promise<string> {
  const extension = extname(name).toLowerCase();
  const object = await house.storage.keep(bytes, /^\.\w{1,8}$/u.test(extension) ? extension : '');
  return house.links.sign(object);
}

async function one(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  house: House,
): Promise<void> {
  if (request.method === 'GET') {
    if (interfered(request, house.strike(getFaults, house.ark.shotOf(id)))) return;
    sendJson(response, 200, await house.ark.get(id));
  } else if (request.method === 'DELETE') {
    sendJson(response, 200, await house.ark.remove(id));
  } else {
    throw new Refusal(405, 'MethodNotAllowed', `${request.method ?? ''} is not allowed here.`);
  }
}

async function create(
  request: IncomingMessage,
  response: ServerResponse,
  house: House,
): Promise<void> {
  const body = await readBody(request, mediumLimits.bodyBytesMax);
  const header = request.headers['x-scenewright-shot'];
  const shot = typeof header === 'string' ? decodeURIComponent(header) : undefined;
  if (interfered(request, house.strike(createFaultsBefore, shot ?? ''))) return;
  const task = await house.ark.create(parseJson(body), shot);
  const fault = house.strike(createFaultsAfter, shot ?? '');
  if (fault?.kind === 'create-accepted-silent') return;
  if (fault?.kind === 'create-accepted-garbled') {
    response.end('<html>');
    return;
  }
  if (interfered(request, fault)) return;
  sendJson(response, 200, house.ark.created(task));
}

const createFaultsBefore = [
  'create-rate-limited',
  'create-refused',
  'create-unavailable',
  'create-cut',
] as const;
const createFaultsAfter = [
  'create-accepted-unavailable',
  'create-accepted-cut',
  'create-accepted-silent',
  'create-accepted-garbled',
] as const;
const getFaults = ['get-unavailable', 'get-rate-limited', 'get-cut'] as const;
const listFaults = ['list-unavailable', 'list-rate-limited'] as const;
const downloadFaults = [
  'download-cut',
  'download-slow',
  'download-silent',
  'download-unavailable',
  'download-expired',
] as const;

/** True where the fault has cut the connection; throws where it is an answer. */
function interfered(request: IncomingMessage, fault: Fault | undefined): boolean {
  if (fault === undefined) return false;
  if (fault.kind.endsWith('-cut')) {
    request.socket.destroy();
    return true;
  }
  if (fault.kind.endsWith('-rate-limited')) {
    const message = 'The simulator was told to be busy.';
    throw new Refusal(429, fault.code ?? 'RequestBurstTooFast', message, { retryAfterSeconds: 1 });
  }
  if (fault.kind === 'create-refused') {
    const message = 'The simulator was told to refuse.';
    throw new Refusal(400, fault.code ?? 'InvalidParameter', message, { param: 'content' });
  }
  throw new Refusal(500, fault.code ?? 'InternalServiceError', 'The simulator was told to fail.');
}

function demandKey(request: IncomingMessage, apiKey: string): void {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  if (given.byteLength === wanted.byteLength && timingSafeEqual(given, wanted)) return;
  throw new Refusal(
    401,
    'AuthenticationError',
    'The API key in the request is missing or invalid.',
  );
}
