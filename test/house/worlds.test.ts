import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.ts';
import { withTree } from './tree.ts';

const worlds: readonly [world: string, file: string, foreign: readonly string[]][] = [
  ['engine', 'src/engine/a.ts', ['process.cwd()', 'document.title', 'setTimeout(() => {}, 1)']],
  ['server', 'src/main/a.ts', ['document.title', 'localStorage.length']],
  ['browser', 'src/console/a.ts', ['process.cwd()', 'Buffer.alloc(1)']],
];

/** Errors of the compiler world over one file that says `expression`. */
function errors(world: string, file: string, expression: string): Promise<string> {
  return withTree(
    { 'package.json': '{"type":"module"}', [file]: `export const found: unknown = ${expression};\n` },
    async (tree) => {
      for (const config of readdirSync(root).filter((each) => /^tsconfig.*\.json$/.test(each))) {
        copyFileSync(join(root, config), join(tree, config));
      }
      symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
      const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
      return spawnSync(process.execPath, [compiler, '-p', `tsconfig.${world}.json`], { cwd: tree, encoding: 'utf8' })
        .stdout;
    },
  );
}

const cases = worlds.flatMap(([world, file, foreign]) =>
  foreign.map((expression) => [world, file, expression] as const),
);

test.each(cases)('the %s world does not know %s: %s', { timeout: 30_000 }, async (world, file, expression) => {
  expect(await errors(world, file, expression)).toContain('Cannot find name');
});

test.each(worlds)('the %s world compiles its own', { timeout: 30_000 }, async (world, file) => {
  expect(await errors(world, file, 'Math.abs(-1)')).toBe('');
});
