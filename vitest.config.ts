import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
    // The browser's tests need a built console and chromium: their own config runs them.
    exclude: ['**/node_modules/**', 'dist/**', 'test/e2e/**'],
    globalSetup: ['src/kit/testing/global-setup.ts', 'test/sql/judge.ts'],
    setupFiles: ['test/sql/record.ts'],
    pool: 'forks',
    // Every file talks to one PostgreSQL on the same machine.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
});
