import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
    // The browser's tests need a built console and chromium, real calls a telephone switch: their own configs run them.
    exclude: ['**/node_modules/**', 'dist/**', 'test/e2e/**', 'test/voice/**'],
    globalSetup: ['src/kit/testing/global-setup.ts', 'test/sql/judge.ts'],
    setupFiles: ['test/sql/record.ts'],
    pool: 'forks',
    // The whole program is imported once in a process, not once for each file: half of the time went there. Nothing of ours keeps a state in a module
    // that another file would stumble over; each world has a database and a runtime of its own.
    isolate: false,
    // Every file talks to one PostgreSQL on the same machine.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
});
