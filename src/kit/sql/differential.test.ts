/**
 * Both evaluators on the same customers: 1,000 random conditions, 3,000 random customers, one PostgreSQL, no disagreement. In the usual run every
 * condition of a third, against a third of the customers: all with `bin/huixiang test --all`.
 */
import fc from 'fast-check';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  check,
  type Group,
  leafValues,
  leavesOf,
  mayHaveTurned,
  type Moment,
  readLeaves,
  toPredicate,
  toSql,
} from '../../engine/condition/index.ts';
import { zoneCalendar } from '../calendar-zone.ts';
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts';
import { type Customer, catalogueWith, conditions, customers } from './testing/random.ts';
import { renderExpr } from './render.ts';
import { createTables, insertCustomers } from './testing/scratch.ts';

const SEED = 20261123;
const ALL = Boolean(process.env['HUIXIANG_TEST_ALL']);
const CONDITIONS = ALL ? 1_000 : 350;
const CUSTOMERS = ALL ? 3_000 : 1_000;
/** 23 November 2026, 15:07:11.123 in Shanghai. */
const NOW = Date.UTC(2026, 10, 23, 7, 7, 11, 123);
const at: Moment = { now: NOW, calendar: zoneCalendar('Asia/Shanghai') };
const WORKSPACE = 'main';

let database: TestDatabase;
let db: Kysely<unknown>;
let people: Customer[];

beforeAll(async () => {
  database = await openTestDatabase();
  db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.url, max: 2 }) }) });
  await createTables(db);
  people = fc
    .sample(customers(NOW), { seed: SEED, numRuns: CUSTOMERS })
    .map(({ facts }, index) => ({ id: `cus_${String(index).padStart(5, '0')}`, facts }));
  await insertCustomers(db, WORKSPACE, people);
  // The same people in another workspace with everything shifted by one: an unbounded join or subquery would see them.
  await insertCustomers(
    db,
    'other',
    people.map((each, index) => ({ ...each, facts: (people[index + 1] ?? each).facts })),
  );
  await sql`analyze`.execute(db);
}, 120_000);

afterAll(async () => {
  await db?.destroy();
  await database?.close();
});

/** Segments the conditions may mention: plain ones, and one made of them. */
function segmentsOf(): { id: string; condition: Group }[] {
  const plain = fc
    .sample(conditions([]), { seed: SEED + 1, numRuns: 40 })
    .filter((condition) => check(condition, catalogueWith([])).length === 0)
    .slice(0, 4)
    .map((condition, index) => ({ id: `seg_${index}`, condition }));
  const rules = [
    { field: 'segment', operator: 'in', value: ['seg_0', 'seg_1'] },
    { field: 'segment', operator: 'notIn', value: 'seg_2' },
  ];
  return [...plain, { id: 'seg_nested', condition: { combinator: 'or', rules } }];
}

test(`${CONDITIONS} random conditions hold for the same of ${CUSTOMERS} random customers in both evaluators`, async () => {
  console.log(`fast-check seed ${SEED}`);
  const segments = segmentsOf();
  const catalogue = catalogueWith(segments);
  const wanted = conditions(segments.map((each) => each.id)).filter((each) => leavesOf(each).length > 0);
  let mismatches = 0;
  let mixed = 0;
  const kinds = new Set<string>();
  for (const condition of fc.sample(wanted, { seed: SEED, numRuns: CONDITIONS })) {
    expect(check(condition, catalogue), JSON.stringify(condition)).toEqual([]);
    const holds = toPredicate(condition, catalogue);
    const byClosure = people.filter((each) => holds(each.facts, at)).map((each) => each.id);
    const where = renderExpr(toSql(condition, catalogue, { workspace: WORKSPACE, at }));
    const found = await sql<{ customer_id: string }>`
      select c.customer_id from customer c where c.workspace_id = ${WORKSPACE} and ${where} order by c.customer_id`.execute(
      db,
    );
    const bySql = found.rows.map((row) => row.customer_id);
    for (const { rule } of leavesOf(condition)) kinds.add(`${rule.field} ${rule.operator}`);
    if (byClosure.length > 0 && byClosure.length < people.length) mixed++;
    if (byClosure.join() !== bySql.join()) {
      mismatches++;
      const [inSql, inClosure] = [new Set(bySql), new Set(byClosure)];
      const odd = people.find((each) => inSql.has(each.id) !== inClosure.has(each.id));
      console.error(JSON.stringify(condition), 'SQL says', inSql.has(odd?.id ?? ''), odd);
    }
  }
  expect(mismatches).toBe(0);
  // The comparison means something only if most conditions split the customers and every operator took part.
  expect(mixed).toBeGreaterThan(CONDITIONS * 0.6);
  expect(kinds.size).toBeGreaterThan(120);
}, 180_000);

test('the left values that SQL selects are those the closures read', async () => {
  const segments = segmentsOf();
  const catalogue = catalogueWith(segments);
  const wanted = conditions(segments.map((each) => each.id)).filter((each) => leavesOf(each).length > 0);
  for (const condition of fc.sample(wanted, { seed: SEED + 2, numRuns: 60 })) {
    const values = renderExpr(leafValues(condition, catalogue, { workspace: WORKSPACE, at }));
    const found = await sql<{ values: unknown[] }>`
      select ${values} as values from customer c where c.workspace_id = ${WORKSPACE} order by c.customer_id limit 200`.execute(
      db,
    );
    const read = readLeaves(condition, catalogue);
    expect(found.rows.map((row) => row.values)).toEqual(people.slice(0, 200).map((each) => read(each.facts, at)));
  }
}, 60_000);

test('whoever turns between two moments is among those that may have turned', async () => {
  const segments = segmentsOf();
  const catalogue = catalogueWith(segments);
  const wanted = conditions(segments.map((each) => each.id)).filter((each) => leavesOf(each).length > 0);
  let turned = 0;
  let candidates = 0;
  const sampled = fc.sample(wanted, { seed: SEED + 3, numRuns: ALL ? 200 : 100 });
  for (const [index, condition] of sampled.entries()) {
    // From a quarter of an hour to ten days.
    const since: Moment = { now: NOW - ([15, 600, 1440, 14_400][index % 4] ?? 0) * 60_000, calendar: at.calendar };
    const holds = toPredicate(condition, catalogue);
    const must = people.filter((each) => holds(each.facts, since) !== holds(each.facts, at)).map((each) => each.id);
    const where = renderExpr(mayHaveTurned(condition, catalogue, { workspace: WORKSPACE, at }, since));
    const found = await sql<{ customer_id: string }>`
      select c.customer_id from customer c where c.workspace_id = ${WORKSPACE} and ${where}`.execute(db);
    const may = new Set(found.rows.map((row) => row.customer_id));
    expect(
      must.filter((id) => !may.has(id)),
      JSON.stringify(condition),
    ).toEqual([]);
    turned += must.length;
    candidates += may.size;
  }
  expect(turned).toBeGreaterThan(1_000);
  // A superset, but a useful one.
  expect(candidates).toBeLessThan(sampled.length * people.length * 0.4);
  console.log(`${turned} turned, ${candidates} candidates, of ${sampled.length * people.length}`);
}, 120_000);
