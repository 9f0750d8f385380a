/** A long history is read by pages, each the same few statements: never one per answer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { PAGE } from './own-read.ts';

let world: World;
const base = '/api/w/main';
const words = (zh: string, en: string) => ({ zh, en });
/** The same per page whatever the length; HUIXIANG_ANSWERS=100000 says how long it takes. */
const RESPONSES = Number(process.env['HUIXIANG_ANSWERS'] ?? 8000);
const CUSTOMERS = RESPONSES / 5;

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-06-01T00:00:00Z');
  const effort = { kind: 'scale', id: 'effort', title: words('费力吗', 'An effort?'), from: 1, to: 5 };
  const form = { key: 'long', title: words('长', 'Long'), questions: [effort] };
  expect((await world.call('POST', `${base}/forms`, { definition: form })).status).toBe(200);
  const made = (await world.call('POST', `${base}/customers`, { externalId: 'C0' })).body.customerId;
  const { owner } = world.runtime.db;
  const { rows } = await owner.query(
    `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
     where table_name = 'customer' and is_generated = 'NEVER' and column_name not in ('customer_id', 'external_id')`,
  );
  const columns = rows[0].columns as string;
  await owner.query(
    `insert into customer (customer_id, external_id, ${columns}) select 'cus_' || n, 'X' || n, ${columns}
     from customer, generate_series(1, ${CUSTOMERS}) n where customer_id = '${made}'`,
  );
  await owner.query(
    `insert into response (workspace_id, response_id, response_key, playbook, version, form_key, customer_id, via, answers, signals, texts,
       started_at, updated_at, completed_at)
     select 'main', 'rsp_' || lpad(n::text, 8, '0'), 'k' || n, '-', 1, 'long', 'cus_' || (1 + n % ${CUSTOMERS}), 'h5',
       jsonb_build_object('effort', 1 + n % 5), '{}', '', at, at, at
     from (select n, timestamptz '2026-01-03T00:00:00Z' + make_interval(days => (n / ${CUSTOMERS}) * 30) as at
       from generate_series(0, ${RESPONSES - 1}) n) r`,
  );
  await owner.query('analyze response');
  await owner.query('analyze customer');
}, 120_000);
afterAll(() => world?.close());

test('a long history: pages of the same few statements, each by an index, and the figure is right', async () => {
  const seen: { text: string; values: unknown[] }[] = [];
  type Client = { query: (...given: unknown[]) => unknown; watched?: true };
  world.runtime.db.pool.on('acquire', (one) => {
    const client = one as unknown as Client;
    if (client.watched) return;
    const query = client.query.bind(client);
    client.watched = true;
    client.query = (...given) => {
      const { text = '', values = [] } = given[0] as { text?: string; values?: unknown[] };
      if (/\bown_(reading|count|run)\b/.test(text)) seen.push({ text, values });
      return query(...given);
    };
  });
  const saved = await world.call('PUT', `${base}/own-metrics/effort`, {
    name: words('费力度', 'Effort'),
    definition: {
      bind: [{ question: 'effort' }],
      scale: { low: 1, high: 5, better: 'low' },
      formula: { kind: 'top', from: 1, to: 2 },
    },
    base: 0,
  });
  expect(saved.body.versions[0].run).toMatchObject({ done: 0, total: RESPONSES });
  const from = performance.now();
  await world.drain();
  const seconds = (performance.now() - from) / 1000;
  const { body } = await world.call('GET', `${base}/own-metrics/effort`);
  expect(body.versions[0].run.done).toBe(RESPONSES);
  const { figure } = (await world.call('GET', `${base}/own-metrics/effort/figure`)).body;
  // Each customer answers once in each of five months: all count, two of five scores are 1 or 2.
  expect(figure).toMatchObject({ n: RESPONSES, value: 0.4 });
  // Statements grow with the pages, not with the answers.
  const pages = RESPONSES / PAGE + 1;
  expect(seen.length).toBeGreaterThan(pages);
  expect(seen.length).toBeLessThan(pages * 10);
  // And each finds its page by an index, never by reading everything.
  await world.runtime.db.owner.query('analyze own_reading');
  const writing = seen.filter(({ text }) => /insert into own_/.test(text) && !/own_run/.test(text)).slice(-3);
  expect(writing).toHaveLength(3);
  const client = await world.runtime.db.owner.connect();
  // With so few rows reading all of them may be cheaper: the question is whether there is another way.
  await client.query('set enable_seqscan = off');
  for (const { text, values } of writing) {
    const plan = await client.query(`explain ${text}`, values);
    const lines = plan.rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
    expect(lines).not.toMatch(/Seq Scan on (response|own_reading|customer)\b/);
  }
  client.release(true);
  if (process.env['HUIXIANG_ANSWERS']) console.info(`${seconds.toFixed(1)} s, ${seen.length} statements`);
}, 240_000);
