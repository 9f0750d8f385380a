/**
 * Events a second through the HTTP batch API (a listening server, an API key, batches of 1,000 from another process, deduplication,
 * rollup, one live rule with its worker) against raw inserts of 500 rows into the same table, from as many connections.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { z } from 'zod';
import { ensureMonths } from '../src/features/events/index.ts';
import { ensureWorkspace, makeKey } from '../src/features/access/index.ts';
import { defineAction, ruleAction, saveRule } from '../src/features/rules/index.ts';
import { COMMAND, type Context } from '../src/kit/context.ts';
import type { Feature } from '../src/kit/feature.ts';
import { createApp } from '../src/kit/http/app.ts';
import { startWorker } from '../src/kit/jobs/worker.ts';
import { createRuntime, type Runtime } from '../src/kit/runtime.ts';
import { fillSlot } from '../src/kit/slots/slot.ts';
import { atLeast, type Bench, type Figure, median } from './bench.ts';
import type { Load, Sent } from './made/client.ts';
import { type BenchEvent, makeEvents } from './made/events.ts';
import { withRuntime } from './world.ts';

const EVENTS = 200_000;
const GOAL = 0.4;
const ROUNDS = 3;
const CONNECTIONS = 4;
const RAW_BATCH = 500;
const API_BATCH = 1000;

/** An action that does nothing, so that the rule itself is what is measured: it finds, fires and records its firings. */
const watching: Feature = {
  name: 'watching',
  words: { zh: '观察', en: 'Watching' },
  fillings: [
    fillSlot(
      ruleAction,
      defineAction({
        name: 'watch',
        words: { zh: '观察', en: 'Watch' },
        params: z.object({}),
        run: async () => ({}),
      }),
    ),
  ],
};

export const bench: Bench = {
  name: 'ingest',
  run: (options) =>
    withRuntime(options, async ({ db, log, home, features }) => {
      const runtime = createRuntime({ db, log, home, features: [...features, watching] });
      return [await measure(runtime, options.smoke ? EVENTS / 20 : EVENTS)];
    }),
};

async function measure(runtime: Runtime, total: number): Promise<Figure> {
  const ctx = await prepare(runtime, total);
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    raw.push(total / (await insertRaw(runtime, makeEvents(`raw${round}`, total, total))));
    ours.push(total / (await sendAll(runtime, ctx, `api${round}`, total)));
  }
  return atLeast('events through the batch API', 'events/s', median(ours), median(raw), GOAL);
}

/** A workspace whose customers are known, with one rule that listens to one of the types. */
async function prepare(runtime: Runtime, customers: number): Promise<Context> {
  const { owner } = runtime.db;
  await ensureWorkspace(runtime, 'bench', { name: 'bench' });
  const ctx = await runtime.open('bench', COMMAND);
  await ensureMonths(
    owner,
    makeEvents('', 1000, 1).map((event) => new Date(event.at)),
  );
  await ctx.tx((tx) =>
    sql`insert into customer (workspace_id, customer_id, external_id, attributes, search, created_at, updated_at)
      select 'bench', 'cus_' || lpad(n::text, 8, '0'), 'customer-' || n, '{}', ' customer-' || n || ' ', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from generate_series(0, ${customers}::int - 1) n`.execute(tx),
  );
  await owner.query('analyze customer');
  const definition = {
    name: { zh: '大额购买', en: 'Large purchase' },
    trigger: { kind: 'event' as const, event: 'purchase', where: [{ field: 'amount', operator: '>', value: 900 }] },
    when: null,
    consent: null,
    then: [{ action: 'watch', params: {} }],
    limit: { per: 'once' as const },
  };
  await ctx.tx((tx) => saveRule(tx, ctx, 'rule_bench', definition, true));
  return ctx;
}

/** The limit: the same columns into the same table with its indexes, one statement of 500 rows per commit. Seconds. */
async function insertRaw(runtime: Runtime, events: readonly BenchEvent[]): Promise<number> {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => runtime.db.owner.connect()));
  const columns =
    'workspace_id, event_id, occurred_at, customer_id, type, amount, source, external_id, properties, depth, recorded_at';
  const width = columns.split(',').length;
  const places = (rows: number) =>
    Array.from(
      { length: rows },
      (_, row) => `(${Array.from({ length: width }, (_each, n) => `$${row * width + n + 1}`)})`,
    ).join(',');
  const text = `insert into event (${columns}) values ${places(RAW_BATCH)}`;
  const now = new Date().toISOString();
  let next = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (next < events.length) {
        const part = events.slice(next, (next += RAW_BATCH));
        const values = part.flatMap((event, n) => [
          'raw',
          `${event.source}-${next}-${n}`,
          event.at,
          `cus_${String(event.customerNumber).padStart(8, '0')}`,
          event.type,
          event.amount ?? null,
          event.source,
          event.externalId,
          JSON.stringify(event.properties),
          0,
          now,
        ]);
        await client.query(text, values);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const client of clients) client.release();
  return seconds;
}

/** Seconds from the first request to the last answer; the worker that evaluates the rule shares the machine all the while. */
async function sendAll(runtime: Runtime, ctx: Context, source: string, total: number): Promise<number> {
  const app = await createApp(runtime);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const worker = await startWorker(runtime, 'bench', { concurrency: 1 });
  const permissions = ['events:write'];
  const { secret } = await makeKey({ ...ctx, permissions: new Set(permissions) }, { name: 'bench', permissions });
  try {
    const { seconds, accepted } = await send({
      url: `${address}/api/w/bench/events`,
      secret,
      connections: CONNECTIONS,
      source,
      events: total,
      customers: total,
      batch: API_BATCH,
    });
    if (accepted !== total) throw new Error(`${accepted} of ${total} events were accepted`);
    return seconds;
  } finally {
    await worker.stop();
    await app.close();
  }
}

/** The child runs with the flags of this process, so it reads TypeScript too. */
async function send(load: Load): Promise<Sent> {
  const caller = fork(fileURLToPath(new URL('./made/client.ts', import.meta.url)));
  caller.send(load);
  return new Promise((resolve, reject) => {
    caller.once('message', (sent) => resolve(sent as Sent));
    caller.once('exit', (code) => reject(new Error(`the caller ended with ${code}`)));
  });
}
