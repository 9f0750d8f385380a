/** The tests that a new feature comes with, run here: its table, endpoints and permissions work at once. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { scaffold } from '../../src/main/new/scaffold.ts';
import { makeLinkedTree } from './links.ts';

// The test world is the tree's own too: it is what takes the list of features into a program.
const own = ['src/kit/river.ts', 'src/main/features.ts', 'src/kit/testing/world.ts'];
const tree = makeLinkedTree(own, ['src/features']);
afterAll(tree.remove);
const { files } = scaffold(tree.folder, 'feature', 'visit-notes', { zh: '到店备注', after: 'rules' });
const load = (path: string): Promise<unknown> => import(pathToFileURL(join(tree.folder, path)).href);

test('it touches its own folder, the river and the list of features, and nothing else', () => {
  expect(files.filter((file) => !file.startsWith('src/features/visit-notes/')).sort()).toEqual([
    'src/kit/river.ts',
    'src/main/features.ts',
  ]);
});

test('the program has the room, in its place in the river', async () => {
  const { rooms } = (await load('src/main/features.ts')) as { rooms: readonly { readonly name: string }[] };
  const names = rooms.map(({ name }) => name);
  expect(names.indexOf('visit-notes')).toBe(names.indexOf('rules') + 1);
});

describe('a room as the recipe makes it', async () => {
  await load('src/features/visit-notes/visit-notes.test.ts');
});
