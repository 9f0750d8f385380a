/**
 * Messages through contact policy, rows, job and an HTTP gateway on loopback, against the same gateway driven bare: the same requests, signed the
 * same way, with as many in flight, and nothing else. The gateway is a process of its own; it counts, and both must have arrived once each.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { ensureWorkspace } from '../src/features/access/index.ts';
import { gatewayAdapter } from '../src/features/messages/channels/gateway/index.ts';
import { openGateway, type GatewayPeer } from '../src/features/messages/channels/gateway/testing/gateway.ts';
import { saveTemplates, sendMessages } from '../src/features/messages/index.ts';
import { setChannel } from '../src/features/messages/accounts/settings.ts';
import { DELIVER } from '../src/features/messages/sending/outcomes.ts';
import { attemptTo } from '../src/features/messages/testing/attempt.ts';
import { openTools } from '../src/features/messages/testing/tools.ts';
import { COMMAND, type Context } from '../src/kit/context.ts';
import { enqueue } from '../src/kit/jobs/enqueue.ts';
import { startWorker } from '../src/kit/jobs/worker.ts';
import { contextIn, type Runtime } from '../src/kit/runtime.ts';
import { atLeast, type Bench, type Figure, median } from './bench.ts';
import { withRuntime } from './world.ts';

const MESSAGES = 10_000;
const ROUNDS = 3;
const IN_FLIGHT = gatewayAdapter.atOnce;
/** A working hour, so that no message waits for the morning. */
const CLOCK = new Date('2026-03-02T02:00:00Z');
const WORKSPACE = 'send';
const TEXT = '您好，感谢惠顾。您对本次服务满意吗？回复1到5分即可。';

async function seed(runtime: Runtime, gateway: GatewayPeer, customers: number): Promise<Context> {
  const ctx = contextIn(runtime, await ensureWorkspace(runtime, WORKSPACE, { clock: CLOCK }), COMMAND);
  await ctx.tx(async (tx) => {
    await sql`
      insert into customer (workspace_id, customer_id, external_id, name, phone, attributes, search, created_at, updated_at)
      select ${WORKSPACE}, 'cus_' || lpad(n::text, 32, '0'), 'C' || n, 'C' || n, '+86139' || lpad((n * 10)::text, 8, '0'), '{}', '',
        ${CLOCK}::timestamptz, ${CLOCK}::timestamptz
      from generate_series(1, ${customers}::int) n`.execute(tx);
    await saveTemplates(tx, ctx, { playbook: 'bench', version: 1 }, [
      {
        key: 'ask',
        name: { zh: 'ask', en: 'ask' },
        purpose: 'service',
        channels: { sms: { text: { zh: TEXT, en: TEXT } } },
      },
    ]);
  });
  await setChannel(ctx, 'sms', { adapter: 'gateway', settings: gateway.settings });
  return ctx;
}

/** Customers of one round, none of them written to before. */
async function write(ctx: Context, round: number, n: number): Promise<void> {
  for (let from = 0; from < n; from += 1000)
    await ctx.tx((tx) =>
      sendMessages(
        tx,
        { ...ctx, outbox: [] },
        Array.from({ length: Math.min(1000, n - from) }, (_, at) => ({
          run: { runId: `run_${round}_${from + at}`, token: 0 },
          epoch: null,
          customerId: `cus_${String(round * n + from + at + 1).padStart(32, '0')}`,
          playbook: 'bench',
          version: 1,
          message: 'ask',
          plan: [{ channel: 'sms' as const }],
        })),
      ),
    );
}

async function ours(ctx: Context, runtime: Runtime, round: number, n: number): Promise<number> {
  await write(ctx, round, n);
  const worker = await startWorker(runtime, 'all');
  const began = performance.now();
  await ctx.tx((tx) => enqueue(tx, ctx, [{ task: DELIVER, payload: {} }]));
  for (let open = true; open; ) {
    await sleep(50);
    const { rows } = await ctx.tx((tx) =>
      sql<{ open: boolean }>`
        select exists (select 1 from delivery where workspace_id = ${WORKSPACE} and state in ('queued', 'sending')) as open`.execute(
        tx,
      ),
    );
    open = rows[0]?.open ?? false;
  }
  const seconds = (performance.now() - began) / 1000;
  await worker.stop();
  return n / seconds;
}

async function bare(gateway: GatewayPeer, n: number): Promise<number> {
  const tools = openTools();
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (next < n) {
        const attempt = attemptTo(`+86138${String(next++ * 10).padStart(8, '0')}`, { content: { text: TEXT } });
        const outcome = await gatewayAdapter.send(gateway.settings, attempt, tools);
        if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
      }
    }),
  );
  return n / ((performance.now() - began) / 1000);
}

export const bench: Bench = {
  name: 'send',
  run: (options) =>
    withRuntime(options, async (runtime): Promise<Figure[]> => {
      const n = options.smoke ? 100 : MESSAGES;
      const rounds = options.smoke ? 1 : ROUNDS;
      const gateway = await openGateway();
      try {
        const ctx = await seed(runtime, gateway, n * (rounds + 1));
        const rates: { ours: number; bare: number }[] = [];
        // The first round is for warming up.
        for (let round = options.smoke ? 1 : 0; round <= rounds; round++) {
          const rate = { ours: await ours(ctx, runtime, round, n), bare: await bare(gateway, n) };
          if (round > 0) rates.push(rate);
        }
        const taken = await gateway.taken();
        const doubled = taken.filter((each) => each.n !== 1).length;
        const wanted = 2 * n * (options.smoke ? 1 : rounds + 1);
        if (doubled > 0 || taken.length !== wanted) throw new Error(`${taken.length} of ${wanted}, ${doubled} doubled`);
        return [
          atLeast(
            `messages through policy, rows and job, ${n} at a time`,
            'per second',
            median(rates.map((rate) => rate.ours)),
            median(rates.map((rate) => rate.bare)),
            0.3,
          ),
        ];
      } finally {
        await gateway.close();
      }
    }),
};
