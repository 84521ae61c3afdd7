import { defineConfig } from 'vitest/config';

/** What takes too long for every run of the tests: `npm run test:long`. */
export default defineConfig({
  test: {
    name: 'long',
    pool: 'forks',
    // Most of their time is spent waiting for processes that wait.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 60_000,
    include: ['test/**/*.long.ts'],
    globalSetup: ['test/support/built.ts'],
  },
});
