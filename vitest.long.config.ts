import { defineConfig } from 'vitest/config';

/** What takes too long for every run of the tests: `npm run test:long`. */
export default defineConfig({
  test: {
    name: 'long',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['test/**/*.long.ts'],
    globalSetup: ['test/support/built.ts'],
  },
});
