import { defineConfig } from 'vitest/config';

const common = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  pool: 'forks' as const,
  setupFiles: ['test/support/repeatable.ts'],
};

/** Tests that run the command as a user does need the bundle; it is built before them, once. */
const ofCommand = ['test/cli/command/**/*.test.ts', 'test/faults/**/*.test.ts'];

/** They need a browser, and have a configuration of their own. */
const inBrowser = ['test/browser/**'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: [...ofCommand, ...inBrowser],
        },
      },
      {
        test: {
          ...common,
          name: 'command',
          include: ofCommand,
          globalSetup: ['test/support/built.ts'],
        },
      },
    ],
  },
});
