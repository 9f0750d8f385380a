/** What somebody would write who needs only this: the rows of runs that act and wait, four statements for all of them. */
import { sql } from 'kysely';
import type { Context } from '../../src/kit/context.ts';

export async function insertByHand(ctx: Context, n: number): Promise<void> {
  const w = ctx.workspace.id;
  const { now } = ctx;
  const each = sql`generate_series(1, ${n}::int) n`;
  const run = sql`'flw_hand000000000000000000000000' || lpad(to_hex(n), 8, '0')`;
  const customer = sql`'cus_' || lpad((n - 1)::text, 32, '0')`;
  await ctx.tx(async (tx) => {
    await sql`insert into flow_run (workspace_id, run_id, flow, version, epoch, customer_id, start_key, state, steps, stuck, started_at)
      select ${w}, ${run}, 'hand', 1, 1, ${customer}, 'hand', '{"n": 2, "at": [[2, "answer", 0]]}'::jsonb, 1, false, ${now}::timestamptz from ${each}`.execute(
      tx,
    );
    await sql`insert into flow_timer (workspace_id, run_id, token, due_at) select ${w}, ${run}, 2, ${now}::timestamptz + interval '2 days' from ${each}`.execute(
      tx,
    );
    await sql`insert into flow_subscription (workspace_id, customer_id, event, run_id, token, since)
      select ${w}, ${customer}, 'response', ${run}, 2, ${now}::timestamptz from ${each}`.execute(tx);
    await sql`insert into flow_history (workspace_id, run_id, step, at, because)
      select ${w}, ${run}, 1, ${now}::timestamptz, '[[1, "send", "done", "done"], [2, "answer", "entered"]]'::jsonb from ${each}`.execute(
      tx,
    );
  });
}
