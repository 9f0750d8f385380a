import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SHARED_TABLES } from '../../src/kit/db/tables.ts';
import { scaffold } from '../../src/main/new/scaffold.ts';
import { lintMigrations, readMigrations, schemaOf } from '../../tools/sql/migrations.ts';
import { lintStores } from '../../tools/sql/stores.ts';
import { cruiseHouse } from '../../tools/walls/cruise.ts';
import { unregistered } from '../../tools/walls/registered.ts';
import { withCopy } from './copy.ts';
import { root } from './root.ts';

function run(copy: string, command: string, ...words: string[]): { code: number | null; said: string } {
  const done = spawnSync(process.execPath, [join(root, command), ...words], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: done.status, said: `${done.stdout}${done.stderr}` };
}

/** Errors outside the new room are another test's. */
const about = (said: string, what: RegExp) => said.split('\n').filter((line) => what.test(line));

test('a feature added by the recipe passes types, lint, walls and the SQL rules', { timeout: 180_000 }, async () => {
  await withCopy(async (copy) => {
    scaffold(copy, 'feature', 'visit-notes', { zh: '到店备注', after: 'rules' });
    scaffold(copy, 'migration', 'visit-notes/add-color');
    scaffold(copy, 'screen', 'visit-notes/list', { zh: '备注列表' });
    scaffold(copy, 'screen', 'visit-notes/trash', { zh: '回收站' });
    scaffold(copy, 'action', 'visit-notes/write-note', { zh: '写备注' });
    scaffold(copy, 'command', 'count-notes', { zh: '数一数备注' });
    expect(() => scaffold(copy, 'feature', 'visit-notes', { zh: '备注' })).toThrow('there already');

    const types = ['tsconfig.server.json', 'tsconfig.browser.json'].map((world) =>
      run(copy, 'node_modules/typescript-native/bin/tsc', '-p', world, '--noEmit'),
    );
    for (const { said } of types)
      expect(about(said, /visit-notes|count-notes|main\/features|main\/commands\/index|kit\/river/)).toEqual([]);

    const lint = run(
      copy,
      'node_modules/oxlint/bin/oxlint',
      '--type-aware',
      '--deny-warnings',
      'src/features/visit-notes',
      'src/main/commands/count-notes.ts',
    );
    expect(lint.said).toContain('Found 0 warnings and 0 errors');
    const format = run(
      copy,
      'node_modules/@biomejs/biome/bin/biome',
      'format',
      'src/features/visit-notes',
      'src/main/features.ts',
    );
    expect(format.code, format.said).toBe(0);

    const report = await cruiseHouse(copy);
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
});

test('its table, endpoints and permissions work at once', { timeout: 180_000 }, async () => {
  await withCopy(async (copy) => {
    scaffold(copy, 'feature', 'visit-notes', { zh: '到店备注', after: 'rules' });
    const tests = run(copy, 'node_modules/vitest/vitest.mjs', 'run', 'src/features/visit-notes');
    expect(tests.code, tests.said).toBe(0);
    expect(tests.said).toContain('2 passed');
  });
});

test('the recipe keeps the river: the manifest stands behind its upstream', async () => {
  await withCopy(async (copy) => {
    scaffold(copy, 'feature', 'visit-notes', { zh: '到店备注', after: 'rules' });
    const listed = readFileSync(join(copy, 'src/main/features.ts'), 'utf8');
    expect(listed.lastIndexOf('visitNotesFeature')).toBeGreaterThan(listed.lastIndexOf('rulesFeature'));
    expect(listed.lastIndexOf('visitNotesFeature')).toBeLessThan(listed.lastIndexOf('playbooksFeature'));
  });
});

test('what makes no sense is refused with the right use', async () => {
  await withCopy(async (copy) => {
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
});
