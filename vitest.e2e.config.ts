import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * By name: what the first files load and import is there for the later ones, which make it themselves when run alone. The first file begins to load the
 * demo company; those that are about it (`with-demo-*`) come last, so that nobody waits for it.
 */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

/** The browser's tests, one file at a time, against one Huixiang in a home of its own. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/setup.ts'],
    sequence: { sequencer: ByName },
    pool: 'forks',
    fileParallelism: false,
    // One process for all files: they share one Chromium (test/e2e/profiles.ts).
    isolate: false,
    testTimeout: 900_000,
    hookTimeout: 180_000,
  },
});
