import { defineConfig } from 'vitest/config';

/** Pages and films in a real browser: Chromium at CHROMIUM_PATH, else where Debian puts it. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 1,
    globalSetup: ['test/support/built.ts'],
  },
});
