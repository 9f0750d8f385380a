import { defineConfig } from 'vitest/config';

/** Real calls: one Asterisk, one file at a time. Root on Debian; `bin/huixiang test --voice`. */
export default defineConfig({
  test: {
    include: ['test/voice/**/*.test.ts'],
    globalSetup: ['src/kit/testing/global-setup.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
  },
});
