import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHARED_TABLES } from '../../src/kit/db/tables.ts';
import { scaffold } from '../../src/main/new/scaffold.ts';
import { lintMigrations, readMigrations, schemaOf } from '../../tools/sql/migrations.ts';
import { lintStores } from '../../tools/sql/stores.ts';
import { cruiseHouse } from '../../tools/walls/cruise.ts';
import { unregistered } from '../../tools/walls/registered.ts';
import { makeCopy } from './copy.ts';
import { root } from './root.ts';

function run(copy: string, command: string, ...words: string[]): { code: number | null; said: string } {
  const done = spawnSync(process.execPath, [join(root, command), ...words], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: done.status, said: `${done.stdout}${done.stderr}` };
}

/** What the lint, which is the compiler too here, says of which file. */
function lint(copy: string, ...files: string[]): { readonly code: string; readonly filename: string }[] {
  const { said } = run(
    copy,
    'node_modules/oxlint/bin/oxlint',
    '--type-aware',
    '--type-check',
    '--deny-warnings',
    '--format=json',
    ...files,
  );
  return (JSON.parse(said) as { diagnostics: { code: string; filename: string }[] }).diagnostics;
}

/** Mistakes that only the compiler knows, one in each world: were it not asked about these files, nothing would be found. */
const MISTAKES = {
  'src/features/visit-notes/mistaken.ts': 'export const mistaken: number = document.title;\n',
  'src/features/visit-notes/screens/mistaken.ts': 'export const mistaken: number = document.title;\n',
};

// One for all: what comes later finds what was made before.
let copy: string;
beforeAll(() => {
  copy = makeCopy();
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a feature added by the recipe passes types, lint, walls and the SQL rules', { timeout: 180_000 }, async () => {
  scaffold(copy, 'feature', 'visit-notes', { zh: '到店备注', after: 'rules' });
  scaffold(copy, 'migration', 'visit-notes/add-color');
  scaffold(copy, 'screen', 'visit-notes/list', { zh: '备注列表' });
  scaffold(copy, 'screen', 'visit-notes/trash', { zh: '回收站' });
  scaffold(copy, 'action', 'visit-notes/write-note', { zh: '写备注' });
  scaffold(copy, 'command', 'count-notes', { zh: '数一数备注' });
  expect(() => scaffold(copy, 'feature', 'visit-notes', { zh: '备注' })).toThrow('there already');
  const touched = [
    'src/features/visit-notes',
    'src/main/features.ts',
    'src/main/commands/count-notes.ts',
    'src/main/commands/index.ts',
    'src/kit/river.ts',
  ];

  for (const [file, source] of Object.entries(MISTAKES)) writeFileSync(join(copy, file), source);
  const found = lint(copy, ...touched);
  expect(found.map(({ filename, code }) => `${filename} ${code}`).sort()).toEqual([
    'src/features/visit-notes/mistaken.ts typescript(TS2584)',
    'src/features/visit-notes/screens/mistaken.ts typescript(TS2322)',
  ]);
  for (const file of Object.keys(MISTAKES)) rmSync(join(copy, file));

  const format = run(
    copy,
    'node_modules/@biomejs/biome/bin/biome',
    'format',
    'src/features/visit-notes',
    'src/main/features.ts',
  );
  expect(format.code, format.said).toBe(0);

  const { river } = (await import(pathToFileURL(join(copy, 'src/kit/river.ts')).href)) as { river: readonly string[] };
  const report = await cruiseHouse(copy, { only: touched, order: river });
  expect(report.modules.filter(({ source }) => source.includes('visit-notes')).length).toBe(15);
  expect(report.violations.filter(({ from }) => /visit-notes|count-notes/.test(from))).toEqual([]);
  expect(unregistered(report).filter((each) => each.includes('visit-notes'))).toEqual([]);

  const migrations = await readMigrations(copy);
  const own = migrations.filter(({ owner }) => owner === 'visit-notes');
  expect(own.map(({ file }) => file.split('/').at(-1))).toEqual(['0001-visit-notes.ts', '0002-add-color.ts']);
  expect(lintMigrations(own, SHARED_TABLES)).toEqual([]);
  expect(
    lintStores(copy, schemaOf(migrations, SHARED_TABLES)).filter(({ where }) => where.includes('visit-notes')),
  ).toEqual([]);
});

test('what makes no sense is refused with the right use', { timeout: 60_000 }, () => {
  expect(() => scaffold(copy, 'gadget', 'x')).toThrow('bin/huixiang new feature <name>');
  expect(() => scaffold(copy, 'feature', 'notes')).toThrow('--zh');
  expect(() => scaffold(copy, 'feature', 'Notes', { zh: '备注' })).toThrow('no name');
  expect(() => scaffold(copy, 'feature', 'notes', { zh: '备注', after: 'nowhere' })).toThrow('nowhere');
  expect(() => scaffold(copy, 'feature', 'stock', { zh: '库存' })).toThrow('--item');
  expect(scaffold(copy, 'feature', 'stock', { zh: '库存', item: 'stock-entry' }).files).toContain(
    'src/features/stock/store.ts',
  );
  expect(() => scaffold(copy, 'migration', 'nowhere/x')).toThrow('there is no');
  scaffold(copy, 'decision', 'keep-it-small');
  expect(() => scaffold(copy, 'recipe', 'thing')).not.toThrow();
});
