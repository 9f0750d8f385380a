import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts';
import { fillWorkspace } from './copy-in.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await openTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  await pool.query(`create table note (workspace_id text not null, id text not null, n numeric, at timestamptz, yes boolean, detail jsonb,
    primary key (workspace_id, id))`);
});

afterAll(async () => {
  await pool.end();
  await database.close();
});

const columns = ['id', 'n', 'at', 'yes', 'detail'];
const read = async (workspace: string): Promise<unknown[]> =>
  (
    await pool.query('select id, n::float8 as n, at, yes, detail from note where workspace_id = $1 order by id', [
      workspace,
    ])
  ).rows;

test('every kind of value arrives as it left', async () => {
  const at = new Date('2026-02-17T03:04:05.678Z');
  const nasty = 'a\tb\\N\nc\r\\.\u0001 “引号” 😀';
  const rows = [
    [nasty, 12.5, at, true, { text: nasty, list: [1, null] }],
    ['nulls', null, null, false, null],
  ];
  expect(await fillWorkspace(pool, 'one', [{ table: 'note', columns, rows }])).toBe(2);
  expect(await read('one')).toEqual([
    { id: nasty, n: 12.5, at, yes: true, detail: { text: nasty, list: [1, null] } },
    { id: 'nulls', n: null, at: null, yes: false, detail: null },
  ]);
});

test('emptying and filling are one: a row that does not fit leaves what was there', async () => {
  const good = { table: 'note', columns: ['id'], rows: [['x'], ['y']] };
  await fillWorkspace(pool, 'two', [good]);
  const twice = { table: 'note', columns: ['id'], rows: [['z'], ['z']] };
  await expect(fillWorkspace(pool, 'two', [twice], ['note'])).rejects.toThrow(/duplicate key/);
  expect(await read('two')).toHaveLength(2);
  await fillWorkspace(pool, 'two', [{ ...good, rows: [['w']] }], ['note']);
  expect(await read('two')).toHaveLength(1);
  expect(await read('one')).toHaveLength(2);
});

test('refuses what is no workspace id, and goes on after an error', async () => {
  await expect(fillWorkspace(pool, "x'; drop", [])).rejects.toThrow(/not a workspace id/);
  expect(await fillWorkspace(pool, 'three', [])).toBe(0);
});

test('100,000 rows stream in', async () => {
  function* many(): Generator<readonly (string | number)[]> {
    for (let n = 0; n < 100_000; n++) yield [`n${n}`, n];
  }
  expect(await fillWorkspace(pool, 'four', [{ table: 'note', columns: ['id', 'n'], rows: many() }])).toBe(100_000);
});
