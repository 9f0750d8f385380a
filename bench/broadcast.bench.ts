/**
 * Recipients of a broadcast prepared (found, judged by the contact policy's lasting rules on two channels, those who share a number told once, written in
 * batches that survive a kill) against ONE plain INSERT ... SELECT of the very same rows, which knows them already and only writes them.
 * A second figure: their messages written at once, against one INSERT ... SELECT of the same messages and attempts. Memory is printed beside.
 */
import { sql } from 'kysely';
import { ensureWorkspace } from '../src/features/access/index.ts';
import { prepareSome } from '../src/features/broadcasts/prepare.ts';
import { createBroadcast } from '../src/features/broadcasts/service.ts';
import { start } from '../src/features/broadcasts/run.ts';
import { estimate } from '../src/features/broadcasts/estimate.ts';
import { tellSome } from '../src/features/broadcasts/tell.ts';
import { add as block } from '../src/features/messages/policy/blocks.ts';
import { judgeMany } from '../src/features/messages/index.ts';
import { COMMAND, type Context } from '../src/kit/context.ts';
import type { Runtime } from '../src/kit/runtime.ts';
import { atMost, type Bench, type Figure, median } from './bench.ts';
import { withRuntime } from './world.ts';

const CUSTOMERS = 100_000;
const ROUNDS = 5;
const WORKSPACE = 'broadcast';
/** A working hour. */
const CLOCK = new Date('2026-03-20T02:00:00Z');
const MB = 1024 * 1024;

export const bench: Bench = {
  name: 'broadcast',
  run: (options) =>
    withRuntime(options, async (runtime): Promise<Figure[]> => {
      const customers = options.smoke ? CUSTOMERS / 100 : CUSTOMERS;
      const ctx = await seed(runtime, customers);
      await agree(ctx, await prepared(ctx, await begun(ctx)));
      const rounds = options.smoke ? 1 : ROUNDS;
      const times: Record<'ours' | 'plain' | 'told' | 'toldPlain', number[]> = {
        ours: [],
        plain: [],
        told: [],
        toldPlain: [],
      };
      const memory = watchMemory();
      for (let round = 0; round < rounds; round++) {
        const id = await begun(ctx);
        times.ours.push(await seconds(() => prepared(ctx, id)));
        times.plain.push(await seconds(() => plain(ctx, id)));
        times.told.push(await seconds(() => told(ctx, id)));
        times.toldPlain.push(await seconds(() => toldPlain(ctx, id)));
        await clear(ctx);
      }
      process.stderr.write(`memory: ${memory.stop()}\n`);
      const name = `${customers.toLocaleString('en')} recipients prepared`;
      return [
        atMost(name, 's', median(times.ours), median(times.plain), 6),
        atMost(`${name}: their messages written`, 's', median(times.told), median(times.toldPlain), 6),
      ];
    }),
};

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Peak of the process beyond what it had before. */
function watchMemory() {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  return {
    stop(): string {
      clearInterval(timer);
      return `${Math.round(before / MB)} MB before, ${Math.round((peak - before) / MB)} MB more at the peak`;
    },
  };
}

const TEXT = '您好，本周末店庆，会员到店有礼。拒收请回复R';

/** A broadcast to everybody that has begun; its job does not run here. */
async function begun(ctx: Context): Promise<string> {
  const both = { zh: TEXT, en: TEXT };
  const draft = await createBroadcast(ctx, {
    name: 'bench',
    purpose: 'marketing',
    audience: { segment: null, condition: null },
    channels: { sms: { text: both }, email: { subject: both, text: both } },
    plan: [{ channel: 'sms' }, { channel: 'email' }],
    preferred: false,
    perMinute: 60_000,
    startsAt: null,
  });
  await estimate(ctx, draft.broadcastId);
  const { state } = await start({ ...ctx, outbox: [] }, draft.broadcastId, { revision: draft.revision });
  if (state !== 'preparing') throw new Error(state);
  return draft.broadcastId;
}

async function prepared(ctx: Context, id: string): Promise<string> {
  while (await prepareSome(ctx, id));
  return id;
}

const plain = (ctx: Context, id: string) =>
  ctx.tx((tx) =>
    sql`
      insert into broadcast_recipient (workspace_id, broadcast_id, customer_id, n, step, channel, refused)
      select workspace_id, 'plain', customer_id, n, step, channel, refused from broadcast_recipient
      where workspace_id = ${WORKSPACE} and broadcast_id = ${id} order by n`.execute(tx),
  );

/** All of them, minute by minute as the pace wants it, without waiting for the minutes. */
async function told(ctx: Context, id: string): Promise<void> {
  let now = ctx.now.getTime();
  for (;;) {
    const later: Context = { ...ctx, now: new Date(now), outbox: [] };
    while (await tellSome(later, id));
    now += 30_000;
    const { rows } = await ctx.tx((tx) =>
      sql<{ left: boolean }>`
        select exists (select 1 from broadcast_recipient r join broadcast b on b.workspace_id = ${WORKSPACE} and b.broadcast_id = r.broadcast_id
          where r.workspace_id = ${WORKSPACE} and r.broadcast_id = ${id} and r.refused is null and r.n > b.written_to) as left`.execute(
        tx,
      ),
    );
    if (!rows[0]?.left) return;
  }
}

const toldPlain = (ctx: Context, id: string) =>
  ctx.tx((tx) =>
    sql`
      with m as (
        insert into message (workspace_id, message_id, playbook, version, message_key, customer_id, purpose, plan, group_id, step, state, created_at, updated_at)
        select workspace_id, 'p' || message_id, 'plain', version, message_key, customer_id, purpose, plan, 'plain', step, state, created_at, updated_at
        from message where workspace_id = ${WORKSPACE} and group_id = ${id} order by message_id
      )
      insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, created_at, updated_at)
      select d.workspace_id, 'p' || d.delivery_id, 'p' || d.message_id, d.customer_id, d.step, d.try, d.channel, d.state, d.rank, d.due_at, d.created_at, d.updated_at
      from delivery d join message m on m.workspace_id = ${WORKSPACE} and m.message_id = d.message_id
      where d.workspace_id = ${WORKSPACE} and m.group_id = ${id} order by d.delivery_id`.execute(tx),
  );

async function clear({ runtime }: Context): Promise<void> {
  await runtime.db.owner.query('truncate broadcast, broadcast_recipient, message, delivery, message_group_move');
  await runtime.db.owner.query('analyze broadcast_recipient');
}

/** Before anything is timed: of two thousand, the policy asked one by one says the same. */
async function agree(ctx: Context, id: string): Promise<void> {
  const { rows } = await ctx.tx((tx) =>
    sql<{ customer_id: string; refused: string | null }>`
      select customer_id, refused from broadcast_recipient where workspace_id = ${WORKSPACE} and broadcast_id = ${id} order by n limit 2000`.execute(
      tx,
    ),
  );
  const mine: Record<string, number> = {};
  for (const { refused } of rows) if (refused && refused !== 'duplicate') mine[refused] = (mine[refused] ?? 0) + 1;
  const { refused } = await ctx.tx((tx) =>
    judgeMany(tx, ctx, {
      customerIds: rows.map((row) => row.customer_id),
      channels: ['sms', 'email'],
      purpose: 'marketing',
    }),
  );
  const sorted = (counts: object) => JSON.stringify(Object.entries(counts).sort());
  if (sorted(mine) !== sorted(refused)) throw new Error(`prepared ${sorted(mine)}, the policy says ${sorted(refused)}`);
  for (const kind of ['optOut', 'consent', 'blocked', 'duplicate'])
    if (!rows.some((row) => row.refused === kind)) throw new Error(`nobody is ${kind}`);
  await clear(ctx);
}

/** Some share a number, some have none, some are blocked or out, some never agreed. */
async function seed(runtime: Runtime, customers: number): Promise<Context> {
  await ensureWorkspace(runtime, WORKSPACE, { clock: CLOCK });
  const ctx = await runtime.open(WORKSPACE, COMMAND);
  const { owner } = runtime.db;
  await owner.query(
    `insert into customer (workspace_id, customer_id, external_id, name, phone, email, attributes, search, created_at, updated_at)
     select $1, 'cus_' || lpad(n::text, 32, '0'), 'C' || n, 'C' || n,
       case when n % 50 = 0 then null when n % 10 = 1 then '+86138' || lpad((n + 1)::text, 8, '0') else '+86138' || lpad(n::text, 8, '0') end,
       case when n % 3 = 0 then 'c' || n || '@customers.example' end, '{}', 'c' || n, $3::timestamptz, $3::timestamptz from generate_series(1, $2::int) n`,
    [WORKSPACE, customers, CLOCK],
  );
  await owner.query(
    `insert into consent (workspace_id, consent_id, customer_id, purpose, channel, granted, recorded_by, given_at)
     select $1, 'cns_' || n || '_' || k, 'cus_' || lpad(n::text, 32, '0'), 'marketing', case when k < 3 then 'sms' else 'email' end,
       not (n % 20 = 3 and k = 2), 'bench', $3::timestamptz - (10 - k) * interval '1 day'
     from generate_series(1, $2::int) n, generate_series(1, 4) k where n % 9 <> 4`,
    [WORKSPACE, customers, CLOCK],
  );
  const numbers = Array.from(
    { length: Math.ceil(customers / 25) },
    (_each, n) => `138${String((n + 1) * 25 - 1).padStart(8, '0')}`,
  );
  for (let from = 0; from < numbers.length; from += 1000)
    await block(ctx, { text: numbers.slice(from, from + 1000).join('\n'), reason: 'bench', until: null });
  await owner.query('analyze');
  return ctx;
}
