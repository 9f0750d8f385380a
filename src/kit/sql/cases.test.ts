/** The cases of the engine, each through the closures and through PostgreSQL. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check, toPredicate, toSql } from '../../engine/condition/index.ts';
import { loadCases } from '../../engine/condition/testing/cases.ts';
import { zoneCalendar } from '../calendar-zone.ts';
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts';
import { renderExpr } from './render.ts';
import { createTables, insertCustomers } from './testing/scratch.ts';

let database: TestDatabase;
let db: Kysely<unknown>;

beforeAll(async () => {
  database = await openTestDatabase();
  db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.url, max: 1 }) }) });
  await createTables(db);
});

afterAll(async () => {
  await db?.destroy();
  await database?.close();
});

for (const [index, { about, cases, catalogue, customers, now, zone }] of loadCases().entries()) {
  const at = { now, calendar: zoneCalendar(zone) };

  test(about, () => {
    for (const { condition, holds } of cases) {
      expect(check(condition, catalogue), JSON.stringify(condition)).toEqual([]);
      const judge = toPredicate(condition, catalogue);
      const found = customers.filter(({ facts }) => judge(facts, at)).map(({ id }) => id);
      expect(found.sort(), JSON.stringify(condition)).toEqual(holds);
    }
  });

  test(`SQL: ${about}`, async () => {
    const workspace = `case_${index}`;
    await insertCustomers(db, workspace, customers);
    for (const { condition, holds } of cases) {
      const where = renderExpr(toSql(condition, catalogue, { workspace, at }));
      const found = await sql<{ customer_id: string }>`
        select c.customer_id from customer c where c.workspace_id = ${workspace} and ${where}`.execute(db);
      expect(found.rows.map((row) => row.customer_id).sort(), JSON.stringify(condition)).toEqual(holds);
    }
  });
}
