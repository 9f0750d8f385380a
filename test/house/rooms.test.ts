import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SHARED_TABLES } from '../../src/kit/db/tables.ts';
import { commonErrors } from '../../src/kit/errors.ts';
import { cruiseHouse } from '../../tools/walls/cruise.ts';
import { unregistered } from '../../tools/walls/registered.ts';
import { readMigrations, schemaOf } from '../../tools/sql/migrations.ts';
import { readManifests } from './manifests.ts';
import { clean, packages } from './planted.ts';
import { root } from './root.ts';
import { withTree } from './tree.ts';
import { wrongWords } from './words.ts';

test('an unregistered plug-in, a room without a manifest and an unlisted manifest are caught', async () => {
  const tree = {
    ...packages,
    ...clean,
    'src/features/events/feature.ts': `import { a } from './actions/a.ts'; export const events = a;`,
    'src/features/events/actions/a.ts': 'export const a = 1;',
    'src/features/events/actions/b.ts': 'export const b = 1;',
    'src/features/events/actions/b.test.ts': `import { b } from './b.ts'; export const probe = b;`,
    'src/features/events/nodes/c/index.ts': 'export const c = 1;',
    'src/features/messages/feature.ts': 'export const messages = 1;',
    'src/main/features.ts': `import { events } from '../features/events/feature.ts'; export const features = [events];`,
  };
  const found = await withTree(tree, async (folder) => unregistered(await cruiseHouse(folder)));
  expect(found).toContain('src/features/events/actions/b.ts is not registered in src/features/events/feature.ts');
  expect(found).toContain('src/features/events/nodes/c/index.ts is not registered in src/features/events/feature.ts');
  expect(found).toContain('src/features/customers has no feature.ts');
  expect(found).toContain('src/features/messages/feature.ts is not listed in src/main/features.ts');
  expect(found.filter((each) => each.includes('actions/a.ts') || each.includes('test.ts'))).toEqual([]);
});

test('the program lists its features in river order', async () => {
  const { rooms } = await import('../../src/main/features.ts');
  expect(rooms.map(({ name }) => name)).toEqual((await readManifests()).map(({ name }) => name));
});

test('a manifest is named after its folder, and its migrations are its own', async () => {
  const migrations = await readMigrations(root);
  for (const manifest of await readManifests()) {
    const files = migrations.filter((each) => each.owner === manifest.name).map((each) => each.file);
    const listed = (manifest.migrations ?? []).map(({ name }) =>
      join('src/features', manifest.name, 'migrations', `${name.split('/')[1]?.replace(/\.ts$/, '')}.ts`),
    );
    expect(listed, manifest.name).toEqual(files);
  }
});

test('every table of a workspace is declared by the feature that makes it', async () => {
  const { owners } = schemaOf(await readMigrations(root), SHARED_TABLES);
  for (const manifest of await readManifests()) {
    const made = [...owners]
      .filter(([table, owner]) => owner === manifest.name && !SHARED_TABLES.includes(table))
      .map(([table]) => table);
    expect((manifest.tables ?? []).map((table) => table.name).sort(), manifest.name).toEqual(made.sort());
  }
});

test('every error code, event, permission and feature has words in Chinese and English', async () => {
  const manifests = await readManifests();
  const wrong = manifests.flatMap((feature) => [
    ...wrongWords(feature.name, feature.words),
    ...Object.entries(feature.errors ?? {}).flatMap(([code, { words }]) => wrongWords(`error ${code}`, words)),
    ...(feature.events ?? []).flatMap(({ name, words }) => wrongWords(`event ${name}`, words)),
    ...(feature.permissions ?? []).flatMap(({ name, words }) => wrongWords(`permission ${name}`, words)),
  ]);
  wrong.push(...Object.entries(commonErrors).flatMap(([code, { words }]) => wrongWords(`error ${code}`, words)));
  expect(wrong).toEqual([]);
});

test('missing and mixed-up words are caught', () => {
  expect(wrongWords('a', undefined)).toEqual(['a: no zh']);
  expect(wrongWords('a', { zh: '客户' })).toEqual(['a: no en']);
  expect(wrongWords('a', { zh: 'customer', en: 'customer' })).toHaveLength(1);
  expect(wrongWords('a', { zh: '客户', en: '客户' })).toHaveLength(1);
  expect(wrongWords('a', { zh: '第 {row} 行', en: 'line {line}' })).toHaveLength(1);
  expect(wrongWords('a', { zh: '第 {row} 行', en: 'line {row}' })).toEqual([]);
});
