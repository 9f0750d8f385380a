/** What opens a transaction is not waited for: it must hold all the same, and nothing may run after its end. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts';
import { ensureAppRole } from './app-role.ts';
import { type Database, openPools, type Tx } from './database.ts';
import { transact } from './transaction.ts';

let there: TestDatabase;
let db: Database;
beforeAll(async () => {
  there = await openTestDatabase();
  db = openPools({ url: there.url, log: openLog('silent'), size: 1 });
  await ensureAppRole(db.owner);
  await db.owner.query('create table note (n int primary key); grant all on note to huixiang_app');
});
afterAll(async () => {
  await db.close();
  await there.close();
});

const inMain = <T>(work: (tx: Tx) => Promise<T>, lazily = false) => db.inWorkspace('main', work, { lazily });
const settings = (tx: Tx) =>
  sql`select current_setting('app.workspace', true) as workspace, current_setting('synchronous_commit') as waits`.execute(
    tx,
  );
const notes = async () => (await db.owner.query('select n from note order by n')).rows.map(({ n }) => n);

test('its settings hold from the first statement on, and no longer than the transaction', async () => {
  const [own] = (await inMain(settings, true)).rows;
  expect(own).toEqual({ workspace: 'main', waits: 'off' });
  const [shared] = (await db.beyondWorkspaces(settings)).rows as { workspace: string | null }[];
  expect(shared?.workspace ?? '').toBe('');
});

test('what throws leaves nothing behind, and the connection is as good as new', async () => {
  const insert = (tx: Tx, n: number) => sql`insert into note values (${n})`.execute(tx);
  await expect(
    inMain(async (tx) => {
      await insert(tx, 1);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await expect(inMain((tx) => Promise.all([insert(tx, 2), insert(tx, 2), insert(tx, 3)]))).rejects.toThrow(/duplicate/);
  expect(await notes()).toEqual([]);
  const written = await inMain((tx) => insert(tx, 4));
  expect(written.numAffectedRows).toBe(1n);
  expect(await notes()).toEqual([4]);
});

test('a setting that is refused fails the whole', async () => {
  const wrong = transact(db.pool, { opening: ['set local no_such_setting = 1'] }, (tx) =>
    sql`insert into note values (5)`.execute(tx),
  );
  await expect(wrong).rejects.toThrow(/no_such_setting|aborted/);
  expect(await notes()).toEqual([4]);
});

test('a statement that comes again is planned once, and is another one with other values', async () => {
  const numbers: unknown[] = [];
  for (let n = 0; n < 12; n++)
    numbers.push((await inMain((tx) => sql<{ n: number }>`select ${n}::int * 2 as n`.execute(tx), true)).rows[0]?.n);
  expect(numbers).toEqual(Array.from({ length: 12 }, (_each, n) => n * 2));
  const held = sql<{
    n: number;
  }>`select count(*)::int as n from pg_prepared_statements where statement like 'select $1::int * 2%'`;
  expect((await inMain((tx) => held.execute(tx))).rows[0]?.n).toBe(1);
  // An error in between (of a statement with a name of its own) spoils neither.
  const divided = (by: number) => inMain((tx) => sql<{ n: number }>`select 12 / ${by}::int as n`.execute(tx), true);
  for (let n = 0; n < 12; n++)
    if (n % 3 === 0) await expect(divided(0)).rejects.toThrow(/division by zero/);
    else expect((await divided(n)).rows[0]?.n).toBe(Math.trunc(12 / n));
});

test('nothing runs after the end', async () => {
  let kept: Tx | undefined;
  await inMain(async (tx) => {
    kept = tx;
    await settings(tx);
  });
  await expect(settings(kept as Tx)).rejects.toThrow(/is over/);
  expect(await inMain(async () => 7)).toBe(7);
});
