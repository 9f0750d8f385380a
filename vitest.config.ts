import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
    // The browser's tests need a built console and chromium, real calls a telephone switch: their own configs run them.
    exclude: ['**/node_modules/**', 'dist/**', 'test/e2e/**', 'test/voice/**'],
    globalSetup: ['src/kit/testing/global-setup.ts', 'test/sql/judge.ts'],
    setupFiles: ['test/sql/record.ts'],
    pool: 'forks',
    // Files of one process share the product's modules, as everything in a running Huixiang does: to load them anew for each file took
    // longer than to run the tests. What a file needs for itself is in its world; what it changes of the process it puts back.
    isolate: false,
    // Every file talks to one PostgreSQL on the same machine.
    maxWorkers: 2,
    // For what hangs. How fast something is, the benches say: a machine may be five times slower than ours.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
