/**
 * 200,000 customers fall silent on one day: the silent-wakeup rule evaluates them and enrols them in both arms with reasons, through the
 * code that runs live, against one hand-written INSERT ... SELECT of the same enrolment rows. And memory stays flat.
 */
import { sql } from 'kysely';
import { ensureWorkspace } from '../src/features/access/index.ts';
import { registerEpoch } from '../src/features/experiments/index.ts';
import { enablePlaybook } from '../src/features/playbooks/index.ts';
import { COMMAND, type Context } from '../src/kit/context.ts';
import { contextIn, type Runtime } from '../src/kit/runtime.ts';
import { atMost, type Bench, type Figure, median } from './bench.ts';
import { withRuntime } from './world.ts';

const CUSTOMERS = 200_000;
const GOAL = 5;
/** MiB the process may grow while it enrols: the work is the database's. */
const MEMORY_GOAL = 64;
const ROUNDS = 3;
const MIDNIGHT = new Date('2026-03-01T16:00:00Z');

async function seed(runtime: Runtime, id: string, customers: number): Promise<Context> {
  const eve = new Date(MIDNIGHT.getTime() - 60_000);
  const workspace = await ensureWorkspace(runtime, id, { clock: eve, assumeConsent: true });
  const ctx = contextIn(runtime, workspace, COMMAND);
  await ctx.tx(async (tx) => {
    await sql`
      insert into customer (workspace_id, customer_id, external_id, attributes, search, created_at, updated_at)
      select ${id}, 'cus_' || lpad(n::text, 8, '0'), 'C' || n, '{}', 'c' || n, ${eve}::timestamptz, ${eve}::timestamptz
      from generate_series(1, ${customers}::int) n`.execute(tx);
    // Everybody bought 29 days ago today; at midnight it is 30.
    await sql`
      insert into customer_event_stat (workspace_id, customer_id, type, n, amount_sum, first_at, last_at)
      select ${id}, 'cus_' || lpad(n::text, 8, '0'), 'purchase', 2, 100, ${eve}::timestamptz - interval '700 hours', ${eve}::timestamptz - interval '696 hours'
      from generate_series(1, ${customers}::int) n`.execute(tx);
    await enablePlaybook(tx, ctx, 'silent-wakeup', { holdout: 0.2 });
    await registerEpoch(tx, ctx, { subject: 'reference', holdout: 0.2, registered: {} });
  });
  await runtime.db.owner.query('analyze customer, customer_event_stat');
  return ctx;
}

/** What somebody would write by hand for exactly this case, in one transaction of the same kind. */
async function byHand(ctx: Context): Promise<number> {
  const began = performance.now();
  await ctx.tx((tx) =>
    sql`
      insert into enrolment (workspace_id, subject, epoch, customer_id, unit, u, arm, segment, entered_at, rule_id, rule_version, because)
      select workspace_id, 'reference', 1, customer_id, external_id, u, case when u < 0.2 then 'control' else 'treatment' end,
        '30-59', ${MIDNIGHT}::timestamptz, 'reference', 1, '{}'
      from (
        select c.workspace_id, c.customer_id, c.external_id,
          (('x' || encode(substr(sha256(convert_to('reference:1:' || c.external_id, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::float8
            + 9223372036854775808) / 18446744073709551616 as u
        from customer c
        join customer_event_stat s on s.workspace_id = c.workspace_id and s.customer_id = c.customer_id and s.type = 'purchase'
        where c.workspace_id = ${ctx.workspace.id} and s.last_at < ${MIDNIGHT}::timestamptz - interval '29 days'
      ) drawn`.execute(tx),
  );
  return performance.now() - began;
}

async function ours(ctx: Context, expected: number): Promise<{ ms: number; grown: number }> {
  const { runtime } = ctx;
  const at = contextIn(runtime, { ...ctx.workspace, clock: MIDNIGHT }, COMMAND);
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const began = performance.now();
  for (const feature of runtime.features) for (const sweep of feature.sweeps ?? []) await sweep.run(at);
  const ms = performance.now() - began;
  clearInterval(watch);
  const counted = await at.tx((tx) =>
    sql<{
      n: number;
    }>`select count(*) as n from enrolment where workspace_id = ${ctx.workspace.id} and subject = 'silent-wakeup'`.execute(
      tx,
    ),
  );
  if (Number(counted.rows[0]?.n) !== expected) throw new Error(`enrolled ${counted.rows[0]?.n} of ${expected}`);
  return { ms, grown: Math.max(0, peak - before) / 2 ** 20 };
}

export const bench: Bench = {
  name: 'wakeup',
  run: (options) =>
    withRuntime(options, async (runtime): Promise<Figure[]> => {
      const customers = options.smoke ? CUSTOMERS / 100 : CUSTOMERS;
      const mine: number[] = [];
      const hand: number[] = [];
      let grown = 0;
      for (let round = 0; round < (options.smoke ? 1 : ROUNDS); round++) {
        const ctx = await seed(runtime, `wakeup_${round}`, customers);
        // Each first once, so that neither always finds the pages warm.
        if (round % 2 === 0) hand.push(await byHand(ctx));
        const run = await ours(ctx, customers);
        if (round % 2 === 1) hand.push(await byHand(ctx));
        mine.push(run.ms);
        grown = Math.max(grown, run.grown);
      }
      return [
        atMost(`enrol ${customers} customers`, 'ms', median(mine), median(hand), GOAL),
        atMost('memory growth while enrolling', 'MiB', grown, MEMORY_GOAL, 1),
      ];
    }),
};
