/** Several processes on one database: they start together, see each other's writes, share the jobs and take over from a killed one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askDatabase,
  build,
  call,
  Home,
  keyFrom,
  letSilencePass,
  type Running,
  until,
  withTableHeld,
} from '../process.ts';

const ALL = Boolean(process.env['HUIXIANG_TEST_ALL']);
const ROWS = ALL ? 100_000 : 20_000;
const CUSTOMERS = 5_000;
/** Of the demands. */
const TAKEN_OVER_MS = 60_000;

const home = new Home();
let apis: Running[] = [];
let workers: Running[] = [];
let key = '';

beforeAll(build, 300_000);
afterAll(() => home.remove(), 60_000);

const first = (): string => apis[0]?.url ?? '';

test('processes that start at once on an empty database all get ready', { timeout: 180_000 }, async () => {
  const api = () => home.start(['--role', 'api', '--port', '0']);
  const worker = () => home.start(['--role', 'worker']);
  apis = [api(), api()];
  workers = [worker(), worker()];
  await Promise.all([...apis, ...workers].map((each) => each.ready()));
  for (const each of [...apis, ...workers]) expect(each.stderr).toBe('');
  expect(apis[1]?.login).toEqual(apis[0]?.login);
  await home.withDatabase(async (database) => {
    const names = await askDatabase<{ name: string }>(database, 'select name from schema_migration');
    expect(names.length).toBeGreaterThan(5);
    expect(new Set(names.map((row) => row.name)).size).toBe(names.length);
    const [made] = await askDatabase(
      database,
      `select (select count(*)::int from workspace) as workspaces, (select count(*)::int from login_user) as people`,
    );
    expect(made).toEqual({ workspaces: 1, people: 1 });
  });
  key = await keyFrom(apis[0] as Running);
});

test('two API processes see each other’s writes at once', async () => {
  const [one, two] = apis as [Running, Running];
  for (const [from, to] of [
    [one, two],
    [two, one],
  ] as const) {
    const { customerId } = await call<{ customerId: string }>(from.url, key, 'POST', '/api/w/main/customers', {
      externalId: `seen-${from.pid}`,
      name: '李雷',
    });
    const seen = await call<{ name: string }>(to.url, key, 'GET', `/api/w/main/customers/${customerId}`);
    expect(seen.name).toBe('李雷');
  }
});

interface Import {
  readonly importId: string;
  readonly status: string;
  readonly rowsRead: number;
  readonly rowsAdded: number;
  readonly rowsFailed: number;
}

async function upload(rows: readonly string[], name: string): Promise<string> {
  const path = `/api/w/main/imports?kind=orders&fileName=${name}`;
  const csv = `customer,at,amount\n${rows.join('\n')}\n`;
  return (await call<{ run: Import }>(first(), key, 'POST', path, csv)).run.importId;
}

const startImport = (id: string): Promise<unknown> =>
  call(first(), key, 'POST', `/api/w/main/imports/${id}/start`, {
    columns: { customer: 'customer', at: 'at', amount: 'amount' },
  });

const getImport = (id: string): Promise<Import> => call(first(), key, 'GET', `/api/w/main/imports/${id}`);

/** Which process has locked a job of the task: its pid stands in its heartbeat. */
async function holders(database: string, task: string): Promise<number[]> {
  const rows = await askDatabase<{ pid: number }>(
    database,
    `select distinct split_part(p.process_id, ':', 2)::int as pid
     from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = $1
     join process p on j.locked_by = any(p.worker_ids)`,
    [task],
  );
  return rows.map((row) => row.pid);
}

test('two workers share the jobs', { timeout: 120_000 }, async () => {
  await home.withDatabase(async (database) => {
    const ids: string[] = [];
    // More than one process runs at a time, and none gets on until both have been seen at work.
    for (let file = 0; file < 16; file++) ids.push(await upload(orders(`share${file}`, 500), `share-${file}.csv`));
    const seen = new Set<number>();
    await withTableHeld(database, 'customer_order', async () => {
      await Promise.all(ids.map(startImport));
      await until('each worker has some', 30_000, async () => {
        for (const pid of await holders(database, 'customers.import')) seen.add(pid);
        return seen.size === workers.length;
      });
    });
    await until('the imports are done', 90_000, async () => {
      const runs = await Promise.all(ids.map(getImport));
      return runs.every((run) => run.status === 'done');
    });
    expect([...seen].sort()).toEqual(workers.map((each) => each.pid).sort());
  });
});

test('a job that outlives the limit after which processes count as dead stays with its living process', {
  timeout: 120_000,
}, async () => {
  await home.withDatabase(async (database) => {
    // Its lock is made to look old; a beat of the others must not free it.
    const id = await upload(orders('keep', 500), 'keep.csv');
    await withTableHeld(database, 'customer_order', async () => {
      await startImport(id);
      let holder: number[] = [];
      await until(
        'a worker has it',
        30_000,
        async () => (holder = await holders(database, 'customers.import')).length === 1,
      );
      await askDatabase(
        database,
        `update graphile_worker._private_jobs set locked_at = now() - interval '10 minutes' where locked_by is not null`,
      );
      const [aged] = await askDatabase<{ at: Date }>(database, 'select clock_timestamp() as at');
      await until('every process has beaten twice since', 30_000, async () => {
        expect(await holders(database, 'customers.import')).toEqual(holder);
        const [row] = await askDatabase<{ all: boolean }>(
          database,
          `select bool_and(beat_at > $1::timestamptz + interval '5 seconds') as all from process`,
          [aged?.at],
        );
        return row?.all === true;
      });
    });
    await until('it is done', 30_000, async () => (await getImport(id)).status === 'done');
  });
});

function orders(prefix: string, rows: number): string[] {
  return Array.from({ length: rows }, (_, row) => {
    const day = String(1 + (row % 28)).padStart(2, '0');
    const minute = String(Math.floor(row / CUSTOMERS) % 60).padStart(2, '0');
    return `${prefix}-${row % CUSTOMERS},2026-01-${day} 09:${minute},${(row % 1000) + 0.5}`;
  });
}

test('a killed worker’s import is finished by the other, as if nothing had happened', {
  timeout: 240_000,
}, async () => {
  const id = await upload(orders('over', ROWS), 'over.csv');
  await startImport(id);
  await home.withDatabase(async (database) => {
    await until('some rows are in', 60_000, async () => (await getImport(id)).rowsRead > 0);
    const victim = await withTableHeld(database, 'customer_order', async () => {
      const [holder] = await holders(database, 'customers.import');
      const found = workers.find((each) => each.pid === holder);
      if (!found) throw new Error(`no worker has it: ${JSON.stringify(await getImport(id))}`);
      found.kill('SIGKILL');
      await found.ended;
      return found;
    });
    const killed = performance.now();
    if (!ALL) await letSilencePass(database, [victim]);
    const then = await getImport(id);
    expect(then.status).toBe('running');
    await until('another goes on with it', TAKEN_OVER_MS, async () => (await getImport(id)).rowsRead > then.rowsRead);
    const taken = performance.now() - killed;
    await until('it is done', 120_000, async () => (await getImport(id)).status === 'done');
    console.info(
      `killed after ${then.rowsRead} of ${ROWS} rows; taken over after ${Math.round(taken / 1000)} s, ` +
        `done after ${Math.round((performance.now() - killed) / 1000)} s`,
    );
    expect(await getImport(id)).toMatchObject({ rowsRead: ROWS, rowsAdded: ROWS, rowsFailed: 0 });
    const [sums] = await askDatabase(
      database,
      `select count(*)::int as orders, sum(o.amount)::float8 as amount, count(distinct o.customer_id)::int as customers
       from customer_order o join customer c on c.workspace_id = 'main' and c.customer_id = o.customer_id
       where o.workspace_id = 'main' and c.external_id like 'over-%'`,
    );
    const amount = Array.from({ length: ROWS }, (_, row) => (row % 1000) + 0.5).reduce((sum, each) => sum + each, 0);
    expect(sums).toEqual({ orders: ROWS, amount, customers: CUSTOMERS });
    const [rolled] = await askDatabase(
      database,
      `select sum(s.n)::int as n, sum(s.amount_sum)::float8 as amount from customer_event_stat s
       join customer c on c.workspace_id = 'main' and c.customer_id = s.customer_id
       where s.workspace_id = 'main' and s.type = 'purchase' and c.external_id like 'over-%'`,
    );
    expect(rolled).toEqual({ n: ROWS, amount });
  });
});

test('all stop orderly, and the last one stops the database', { timeout: 60_000 }, async () => {
  const living = [...apis, ...workers].filter((each) => each.alive);
  expect(living).toHaveLength(3);
  for (const each of living) each.kill('SIGTERM');
  expect((await Promise.all(living.map((each) => each.ended))).map((ended) => ended.code)).toEqual([0, 0, 0]);
});
