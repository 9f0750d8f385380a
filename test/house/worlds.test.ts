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

/** Each expression in a file of its own beside the world's clean one, in one compiler's run: what is said of which file. */
function errors(world: string, file: string, expressions: readonly string[]): Promise<string> {
  const tree = Object.fromEntries(
    ['Math.abs(-1)', ...expressions].map((expression, n) => [
      n === 0 ? file : file.replace('a.ts', `foreign-${n}.ts`),
      `export const found: unknown = ${expression};\n`,
    ]),
  );
  return withTree({ 'package.json': '{"type":"module"}', ...tree }, async (folder) => {
    for (const config of readdirSync(root).filter((each) => /^tsconfig.*\.json$/.test(each))) {
      copyFileSync(join(root, config), join(folder, config));
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
    return spawnSync(process.execPath, [compiler, '-p', `tsconfig.${world}.json`], { cwd: folder, encoding: 'utf8' })
      .stdout;
  });
}

test.each(worlds)('the %s world compiles its own and does not know what is foreign', async (world, file, foreign) => {
  const said = (await errors(world, file, foreign)).split('\n').filter((line) => line.includes('error TS'));
  for (const n of foreign.keys()) {
    const about = said.filter((line) => line.includes(`foreign-${n + 1}.ts`));
    expect(about.join('\n'), foreign[n]).toContain('Cannot find name');
  }
  expect(said.filter((line) => !line.includes('foreign-'))).toEqual([]);
});
