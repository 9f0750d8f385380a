import { defineConfig } from 'vitest/config';

/** The browser's tests, one file at a time: each starts Huixiang itself, in a home of its own. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
