import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LIMITS, measure } from '../../tools/size.ts';
import { root } from './root.ts';
import { withTree } from './tree.ts';

const folders = ['src', 'test', 'tools', 'bench'];

test('files stay small', () => {
  const sizes = measure(
    root,
    folders.filter((folder) => existsSync(join(root, folder))),
  );
  expect(sizes.files).toBeGreaterThan(100);
  expect(sizes.over).toEqual([]);
  expect(sizes.median).toBeLessThan(LIMITS.median);
  expect(sizes.p95).toBeLessThan(LIMITS.p95);
});

test('a file over the limit is caught, a list of words is not', async () => {
  const long = 'a\n'.repeat(LIMITS.most + 1);
  const tree = { 'src/kit/long.ts': long, 'src/console/words/zh.ts': long, 'src/kit/short.ts': 'a\n' };
  const sizes = await withTree(tree, async (folder) => measure(folder, ['src']));
  expect(sizes.over).toEqual([`src/kit/long.ts: ${LIMITS.most + 1}`]);
});
