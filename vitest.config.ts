import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
    // The browser's tests need a built console and chromium, real calls a telephone switch: their own configs run them.
    exclude: ['**/node_modules/**', 'dist/**', 'test/e2e/**', 'test/voice/**'],
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
