/** A service that is made ready when it is first asked: a run with nothing to do asks nothing. */
import type { Service } from './service.ts';

export function serviceWhenNeeded(
  { origin, account }: Pick<Service, 'origin' | 'account'>,
  open: () => Promise<Service>,
): Service {
  let opened: Promise<Service> | undefined;
  const service = (): Promise<Service> => (opened ??= open());
  return {
    origin,
    account,
    submit: async (...words) => (await service()).submit(...words),
    get: async (...words) => (await service()).get(...words),
    download: async (...words) => (await service()).download(...words),
    findByTag: async (...words) => (await service()).findByTag(...words),
    list: async (...words) => (await service()).list(...words),
    cancel: async (...words) => (await service()).cancel(...words),
    publisher: {
      async publish(...words) {
        const { publisher } = await service();
        if (!publisher) throw new Error('a service that publishes was expected');
        return publisher.publish(...words);
      },
      close: async () => (await opened)?.publisher?.close(),
    },
  };
}
