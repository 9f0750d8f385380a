import { expect, test } from 'vitest';
import { SHARED_TABLES } from '../../src/kit/db/tables.ts';
import { readMigrations, schemaOf } from '../../tools/sql/migrations.ts';
import { lintSource, lintStores, sqlFiles } from '../../tools/sql/stores.ts';
import { root } from './root.ts';

const table = (name: string, owner: string) => ({
  file: owner,
  owner,
  statements: [
    `create table ${name} (workspace_id text not null, id text, at timestamptz, constraint ${name}_pk primary key (workspace_id, id))`,
  ],
});
const schema = schemaOf([table('event', 'events'), table('customer', 'customers'), table('rule', 'rules')], []);
const lint = (source: string, file = 'src/features/customers/store.ts') =>
  lintSource(file, source, schema).map((each) => each.rule);

const head = "import { sql } from 'kysely';\n";

test('the SQL of every store keeps the rules', async () => {
  expect(sqlFiles(root).filter((file) => file.endsWith('store.ts')).length).toBeGreaterThan(5);
  const real = schemaOf(await readMigrations(root), SHARED_TABLES);
  expect(lintStores(root, real)).toEqual([]);
});

test.each([
  ['workspace-in-every-query', 'sql`select id from customer where id = ${id}`'],
  [
    'workspace-in-every-query',
    'sql`select 1 from customer c join event e on e.id = c.id where c.workspace_id = ${w} ${more}`',
  ],
  ['workspace-in-every-query', 'sql`exists (select 1 from event e where e.id = c.id)`'],
  ['workspace-in-every-query', "db.selectFrom('customer').selectAll().where('id', '=', id).execute()"],
  ['workspace-in-every-query', "db.updateTable('customer').set({ id }).where('id', '=', id).execute()"],
  [
    'workspace-in-every-query',
    "db.selectFrom('customer as c').innerJoin('event as e', 'e.id', 'c.id').where('c.workspace_id', '=', w).execute()",
  ],
  ['time-and-chance-from-the-app', 'sql`update customer set at = now() where workspace_id = ${w}`'],
  ['days-in-a-zone', 'sql`c.at::date`'],
  ['days-in-a-zone', "sql`date_trunc('day', at)`"],
  ['one-statement', "client.query('delete from customer where workspace_id = $1; select 1')"],
  ['no-set-config', "client.query(`select set_config('app.workspace', $1, true)`)"],
  ['banned', 'sql`) set_config (${b}`'],
  ['own-tables', 'sql`delete from event where workspace_id = ${w}`'],
  ['own-tables', "db.insertInto('event').values(row)"],
  ['upstream-tables', 'sql`select id from rule where workspace_id = ${w}`'],
  ['upstream-tables', "db.selectFrom('rule').where('workspace_id', '=', w)"],
  ['errors-by-sqlstate', "if (error.constraint === 'customer_pk') throw error"],
])('%s is caught in: %s', (rule, source) => {
  expect(lint(head + source)).toContain(rule);
});

test.each([
  'sql`select id from customer where workspace_id = ${w} and ${condition}`',
  'sql`select id from customer c where ${condition}`', // cannot be seen here; the recorded statement is checked
  'const all = sql`select c.id from customer c`; sql`${all} where c.workspace_id = ${w}`',
  'const from = sql`(${rows}) r join customer c on c.workspace_id = ${w} and c.id = r.id`; sql`select 1 from ${from} ${order}`',
  'sql`(c.at at time zone ${zone})::date`',
  'sql`select e.id from event e where e.workspace_id = ${w}`', // customers stands downstream of events
  "db.selectFrom('customer').where('workspace_id', '=', w).execute()",
  "db.selectFrom('customer as c').innerJoin('event as e', (j) => j.onRef('e.workspace_id', '=', 'c.workspace_id')).where('c.workspace_id', '=', w)",
  "const text = 'select a customer from the list';",
])('passes: %s', (source) => {
  expect(lint(head + source)).toEqual([]);
});
