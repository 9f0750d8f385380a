import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Feature } from '../../src/kit/feature.ts';
import { generate } from '../../tools/docs/generate.ts';
import { type MigrationFile, readMigrations } from '../../tools/sql/migrations.ts';
import { root } from './root.ts';

const folder = join(root, 'docs/generated');

test('the generated documents are fresh (npm run docs)', async () => {
  const { features } = await import('../../src/main/features.ts');
  const { commands } = await import('../../src/main/commands/index.ts');
  const documents = generate({ features, migrations: await readMigrations(root), commands });
  expect(existsSync(folder) ? readdirSync(folder).sort() : []).toEqual([...documents.keys()].sort());
  for (const [file, text] of documents) expect(readFileSync(join(folder, file), 'utf8'), file).toBe(text);
});

test('a change of the schema or of a manifest shows in them', () => {
  const made = {
    file: 'a',
    owner: 'notes',
    statements: ['create table note (workspace_id text, note_id text, old int)'],
  };
  const changed = {
    ...made,
    statements: ['alter table note add column color text', 'alter table note drop column old'],
  };
  const room = {
    name: 'notes',
    words: { zh: '备注', en: 'Notes' },
    tables: [{ name: 'note', replay: 'copy' as const }],
  };
  const of = (features: readonly Feature[], migrations: readonly MigrationFile[]) =>
    generate({ features, migrations, commands: [] });
  const before = of([room], [made]);
  const after = of([room], [made, changed]);
  expect(before.get('tables.md')).toContain('| `note` | notes | copy | workspace_id, note_id, old |');
  expect(after.get('tables.md')).toContain('| `note` | notes | copy | workspace_id, note_id, color |');
  const told = of([{ ...room, events: [{ name: 'notes.created', words: room.words }] }], [made]);
  expect(told.get('events.md')).not.toBe(before.get('events.md'));
});

const pages = (): readonly string[] => {
  const top = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].filter((file) =>
    existsSync(join(root, file)),
  );
  const docs = (readdirSync(join(root, 'docs'), { recursive: true }) as string[]).filter((file) =>
    file.endsWith('.md'),
  );
  return [...top, ...docs.map((file) => `docs/${file}`)];
};

test('every command and script that a document names exists', async () => {
  const { commands } = await import('../../src/main/commands/index.ts');
  const names = new Set(commands.flatMap(({ name }) => [name, name.split(' ')[0] ?? '']));
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const wrong = pages().flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const named = [...text.matchAll(/bin\/huixiang ([a-z-]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !names.has(name));
    const run = [...text.matchAll(/npm run ([a-z:]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !(name in scripts));
    return [...named.map((name) => `${file}: bin/huixiang ${name}`), ...run.map((name) => `${file}: npm run ${name}`)];
  });
  expect(wrong).toEqual([]);
});

/** Every link in a document of ours leads to a file. */
test('links between documents lead somewhere', () => {
  const broken = pages().flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)]
      .map((match) => match[1] ?? '')
      .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, file, '..', link)))
      .map((link) => `${file}: ${link}`),
  );
  expect(broken).toEqual([]);
});
