/**
 * Decisions of the contact policy a second, in the batches in which they are made, beside ONE statement written by hand that reads the same rows of the
 * same customers and gives the same verdicts. Ours also holds the persons against other workers, follows shared numbers over any distance, knows blocked
 * numbers by a keyed hash, and leaves for each customer what every rule saw and until when it holds: the goal says how much that may cost.
 */
import { ensureWorkspace } from '../src/features/access/index.ts';
import { add as block } from '../src/features/messages/policy/blocks.ts';
import { carriersOf } from '../src/features/messages/accounts/carriers.ts';
import { openGate } from '../src/features/messages/policy/gate.ts';
import { personsOf } from '../src/features/messages/policy/persons.ts';
import { holdGates } from '../src/features/messages/sending/store-attempts.ts';
import { COMMAND, type Context } from '../src/kit/context.ts';
import type { Runtime } from '../src/kit/runtime.ts';
import { atLeast, type Bench, type Figure, median } from './bench.ts';
import { byHand, type Verdict } from './made/policy-by-hand.ts';
import { withRuntime } from './world.ts';

const CUSTOMERS = 20_000;
const BATCH = 500;
const ROUNDS = 5;
const WORKSPACE = 'policy';
/** A working hour. */
const CLOCK = new Date('2026-03-20T02:00:00Z');

export const bench: Bench = {
  name: 'policy',
  run: (options) =>
    withRuntime(options, async (runtime): Promise<Figure[]> => {
      const customers = options.smoke ? BATCH : CUSTOMERS;
      const ctx = await seed(runtime, customers);
      const ids = Array.from({ length: customers }, (_each, n) => idOf(n + 1));
      const batches = Array.from({ length: customers / BATCH }, (_each, n) => ids.slice(n * BATCH, (n + 1) * BATCH));
      await agree(ctx, batches);
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < (options.smoke ? 1 : ROUNDS); round++) {
        theirs.push(await rate(batches, (batch) => ctx.tx((tx) => byHand(tx, WORKSPACE, batch, CLOCK))));
        ours.push(await rate(batches, (batch) => decide(ctx, batch)));
      }
      return [atLeast(`policy: decisions a second, batches of ${BATCH}`, '/s', median(ours), median(theirs), 0.3)];
    }),
};

const idOf = (n: number): string => `cus_${String(n).padStart(8, '0')}`;

/** As a worker does it before it sends: the persons held, all that is known of them read, each decided. */
const decide = (ctx: Context, ids: readonly string[]) =>
  ctx.tx(async (tx) => {
    const persons = await personsOf(tx, ctx, ids);
    await holdGates(tx, ctx.workspace.id, persons.everybody);
    const candidates = ids.map((customerId) => ({
      messageId: `new ${customerId}`,
      customerId,
      to: null,
      answers: null,
      channel: 'sms' as const,
      purpose: 'service' as const,
      survey: false,
      createdAt: CLOCK.getTime(),
    }));
    const gate = await openGate(tx, ctx, persons, candidates, await carriersOf(tx, ctx));
    return candidates.map((each) => ({ customerId: each.customerId, decision: gate.judge(each).decision }));
  });

async function rate(
  batches: readonly string[][],
  work: (batch: readonly string[]) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  for (const batch of batches) await work(batch);
  return (batches.flat().length * 1000) / (performance.now() - began);
}

/** Before anything is timed: every verdict is the same, and there are some of each kind. */
async function agree(ctx: Context, batches: readonly string[][]): Promise<void> {
  const kinds = new Map<string, number>();
  for (const batch of batches) {
    const theirs = new Map(
      (await ctx.tx((tx) => byHand(tx, WORKSPACE, batch, CLOCK))).map((row) => [row.customer_id, row.verdict]),
    );
    for (const { customerId, decision } of await decide(ctx, batch)) {
      const verdict = (decision.reason ?? 'send') as Verdict;
      if (verdict !== theirs.get(customerId))
        throw new Error(`${customerId}: ${verdict}, by hand ${theirs.get(customerId)}`);
      kinds.set(verdict, (kinds.get(verdict) ?? 0) + 1);
    }
  }
  for (const kind of ['send', 'optOut', 'address', 'blocked', 'frequency'])
    if (!kinds.has(kind)) throw new Error(`nobody is ${kind}: ${JSON.stringify([...kinds])}`);
}

/** Some share a number, some have none, some are blocked or out, and most were told something of late. */
async function seed(runtime: Runtime, customers: number): Promise<Context> {
  await ensureWorkspace(runtime, WORKSPACE, { clock: CLOCK });
  const ctx = await runtime.open(WORKSPACE, COMMAND);
  const { owner } = runtime.db;
  await owner.query(
    `insert into customer (workspace_id, customer_id, external_id, name, phone, email, attributes, search, created_at, updated_at)
     select $1, 'cus_' || lpad(n::text, 8, '0'), 'C' || n, 'C' || n,
       case when n % 50 = 0 then null when n % 10 = 1 then '+86138' || lpad((n + 1)::text, 8, '0') else '+86138' || lpad(n::text, 8, '0') end,
       'c' || n || '@customers.example', '{}', 'c' || n, $3::timestamptz, $3::timestamptz from generate_series(1, $2::int) n`,
    [WORKSPACE, customers, CLOCK],
  );
  await owner.query(
    `insert into consent (workspace_id, consent_id, customer_id, purpose, channel, granted, recorded_by, given_at)
     select $1, 'cns_' || n || '_' || k, 'cus_' || lpad(n::text, 8, '0'), case when k % 2 = 0 then 'service' else 'marketing' end,
       case when k < 4 then 'sms' else 'email' end, not (n % 20 = 3 and k = 2), 'bench', $3::timestamptz - (10 - k) * interval '1 day'
     from generate_series(1, $2::int) n, generate_series(1, 4) k`,
    [WORKSPACE, customers, CLOCK],
  );
  await owner.query(
    `insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, contacted_at, counted, survey,
       words, created_at, updated_at)
     select $1, 'dlv_' || n || '_' || k, 'msg_' || n || '_' || k, 'cus_' || lpad(n::text, 8, '0'), 0, 1, case when k % 2 = 0 then 'sms' else 'email' end,
       'delivered', 50, $3::timestamptz, $3::timestamptz - (k * (n % 7) * 9 + k * 5) * interval '1 hour', 'service', k = 4, 'w' || n || k, $3::timestamptz,
       $3::timestamptz
     from generate_series(1, $2::int) n, generate_series(1, 6) k`,
    [WORKSPACE, customers, CLOCK],
  );
  await owner.query('analyze');
  // Blocked through the front door, so that the hashes are real.
  const numbers = Array.from(
    { length: Math.ceil(customers / 25) },
    (_each, n) => `138${String((n + 1) * 25 - 1).padStart(8, '0')}`,
  );
  await block(ctx, { text: numbers.join('\n'), reason: 'bench', until: null });
  await owner.query('analyze contact_block');
  return ctx;
}
