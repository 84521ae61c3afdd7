/** The service behind a render: the live one, or the simulator in this process. */
import { availableParallelism } from 'node:os';
import type { RenderSettings } from '../../render/run.ts';
import type { Service } from '../../render/service.ts';
import { serviceWhenNeeded } from '../../render/service-when-needed.ts';
import { openWhenNeeded } from '../../publish/open-when-needed.ts';
import type { Publisher } from '../../publish/publisher.ts';
import type { BackendName } from '../../project/backend.ts';
import type { ProjectSettings } from '../../project/project.ts';
import { accountLimits } from '../../seedance/capabilities.ts';
import { sha256 } from '../../store/canonical.ts';
import type { Store } from '../../store/store.ts';
import type { Environment } from '../cli.ts';
import { readApiKey } from './api-key.ts';
import { serviceAddress } from './service-address.ts';

export interface Backend {
  readonly service: Service;
  /** Tasks at once, where the command line does not say. */
  readonly concurrency: number;
  readonly settings: Partial<RenderSettings>;
  close(): Promise<void>;
}

export async function openBackend(
  name: BackendName,
  settings: ProjectSettings,
  store: Store,
  env: Environment,
): Promise<Backend> {
  return name === 'ark' ? openArk(settings, env) : openSimulator(settings, store);
}

/** After so long the service's list shows a task that it has accepted. */
const settleSeconds = 30;

async function openArk(settings: ProjectSettings, env: Environment): Promise<Backend> {
  const { ark = {}, publish } = settings;
  const { createArkClient } = await import('../../seedance/client.ts');
  const { arkService } = await import('../../render/ark-service.ts');
  const apiKey = await readApiKey(env);
  const client = createArkClient({
    baseUrl: serviceAddress(settings, env),
    apiKey,
  });
  const publisher = publish?.s3 && storageOfOnesOwn(publish.s3, env);
  return {
    service: arkService(client, { origin: 'ark', account: accountOf(apiKey), publisher }),
    concurrency: ark.concurrency ?? accountLimits.individual.tasksAtOnce,
    settings: {
      requestsPerMinute: ark.requestsPerMinute ?? accountLimits.individual.createsPerMinute,
      settleMs: (ark.settleSeconds ?? settleSeconds) * 1000,
      tagsEchoed: ark.tagsEchoed ?? false,
      ...(ark.pollSeconds === undefined ? {} : { pollMs: ark.pollSeconds * 1000 }),
      ...(ark.tagTasks === undefined ? {} : { tagTasks: ark.tagTasks }),
    },
    async close() {
      await Promise.all([client.close(), publisher?.close()]);
    },
  };
}

/** Tells keys apart and cannot be turned back into one: a few bytes of a digest of what nobody can guess. */
function accountOf(apiKey: string): string {
  return sha256(`scenewright account ${apiKey}`).slice(0, 16);
}

type S3 = NonNullable<NonNullable<ProjectSettings['publish']>['s3']>;

/** Nothing of it is loaded, and no key of it read, before a video needs it. */
function storageOfOnesOwn(s3: S3, env: Environment): Publisher {
  return openWhenNeeded(async () => {
    const { openS3Publisher } = await import('../../publish/s3.ts');
    return openS3Publisher(s3, { env });
  });
}

/** Its tasks and clips stay in the store, so that a run that was killed goes on with them. */
function openSimulator({ ark = {} }: ProjectSettings, store: Store): Backend {
  // Its key is a new one each time, and its tasks are those of the store.
  const head = { origin: 'simulator', account: 'simulator' } as const;
  const closing: (() => Promise<void>)[] = [];
  const start = async (): Promise<Service> => {
    const { startSimulator } = await import('../../seedance/simulator/server.ts');
    const { createArkClient } = await import('../../seedance/client.ts');
    const { arkService } = await import('../../render/ark-service.ts');
    const { simulatorFiles } = await import('../../publish/simulator-files.ts');
    const server = await startSimulator({
      dir: await store.scratchFolder('service'),
      listsPerSecond: Infinity,
      rpm: Infinity,
      ...(ark.endpoints === undefined ? {} : { endpoints: ark.endpoints }),
    });
    const client = createArkClient({
      baseUrl: server.url,
      apiKey: server.apiKey,
      listIntervalMs: 0,
    });
    closing.push(
      () => client.close(),
      () => server.close(),
    );
    const publisher = simulatorFiles(server.url, server.apiKey);
    return arkService(client, { ...head, publisher });
  };
  return {
    service: serviceWhenNeeded(head, start),
    concurrency: Math.max(2, availableParallelism()),
    settings: { pollMs: 100, settleMs: 0, tagsEchoed: true },
    async close() {
      for (const close of closing) await close();
    },
  };
}
