import { expect, test } from 'vitest';
import { SHARED_TABLES } from '../../src/kit/db/tables.ts';
import {
  lintMigrations,
  lintStatement,
  queryRules,
  readMigrations,
  schemaOf,
  schemaRules,
} from '../../tools/sql/migrations.ts';
import { brokenQueries, brokenSchema, soundQueries, soundSchema } from './planted-sql.ts';
import { root } from './root.ts';

const rooms = [
  {
    file: 'one',
    owner: 'one',
    statements: [
      `create table thing (workspace_id text not null, id text not null, customer_id text, name text, seen_at timestamptz, born_on date, u float8,
       constraint thing_pk primary key (workspace_id, id))`,
      'create table person (workspace_id text not null, customer_id text not null, constraint person_pk primary key (workspace_id, customer_id))',
      'create table account (email text not null, constraint account_pk primary key (email))',
    ],
  },
];
const schema = schemaOf(rooms, ['account']);
const rules = [...schemaRules, ...queryRules];
const lint = (sql: string) => lintStatement(sql, 'planted', rules, schema);

test('the migrations keep the rules that let the schema be distributed', async () => {
  const migrations = await readMigrations(root);
  expect(migrations.length).toBeGreaterThan(8);
  expect(lintMigrations(migrations, SHARED_TABLES)).toEqual([]);
});

test.each([...brokenSchema, ...brokenQueries])('%s is caught in: %s', (rule, sql) => {
  expect(lint(sql).map((each) => each.rule)).toContain(rule);
});

test.each([...soundSchema, ...soundQueries])('passes: %s', (sql) => {
  expect(lint(sql)).toEqual([]);
});

test('every rule has a planted violation', () => {
  const planted = new Set([...brokenSchema, ...brokenQueries].map(([rule]) => rule));
  for (const rule of rules) expect(planted).toContain(rule.name);
});

test('a table has one owner and its row-level security', () => {
  const again = { file: 'two', owner: 'two', statements: [rooms[0]?.statements[0] ?? ''] };
  const found = lintMigrations([...rooms, again], ['account']).map(({ rule, where }) => `${rule} ${where}`);
  expect(found).toContain('one-owner two');
  expect(found).toContain('guarded one');
  expect(found.filter((each) => each.includes('account'))).toEqual([]);
});
