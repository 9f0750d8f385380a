/**
 * Flow runs of one process beside its database, with synchronous commit: bulk starts, single starts, signals and due timers a second, each against
 * the limit we set ourselves, and bulk starts also against hand-written inserts of the same rows. The flow asks, waits for an answer with a
 * timeout, and branches; its actions write nothing, so that the flow itself is what is measured. The interpreter's step stands beside the
 * one of a BPMN engine in the same run.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { ensureWorkspace } from '../src/features/access/index.ts';
import {
  defineFlowAction,
  flowAction,
  saveFlow,
  settle,
  startRuns,
  type FlowDefinition,
} from '../src/features/flows/index.ts';
import { COMMAND, type Context } from '../src/kit/context.ts';
import type { Feature } from '../src/kit/feature.ts';
import { startWorker } from '../src/kit/jobs/worker.ts';
import { createRuntime, type Runtime } from '../src/kit/runtime.ts';
import { fillSlot } from '../src/kit/slots/slot.ts';
import { atLeast, type Bench, type Figure, median } from './bench.ts';
import { bpmnStep, ourStep } from './made/step.ts';
import { insertByHand } from './made/by-hand.ts';
import { withRuntime } from './world.ts';

const BULK = 40_000;
const SINGLE = 4_000;
const CLIENTS = 16;
const ROUNDS = 3;
/** Jobs at a time, as in `start`. */
const CONCURRENCY = 4;

const quiet: Feature = {
  name: 'quiet',
  words: { zh: '安静', en: 'Quiet' },
  fillings: (['now', 'later'] as const).map((ends) =>
    fillSlot(
      flowAction,
      defineFlowAction({
        name: `quiet-${ends}`,
        words: { zh: '安静', en: 'Quiet' },
        params: z.object({}),
        ends,
        run: async () => undefined,
      }),
    ),
  ),
};

const ask: FlowDefinition = {
  nodes: [
    { id: 'send', kind: 'action', action: 'quiet-now', params: {} },
    {
      id: 'answer',
      kind: 'wait',
      event: 'response',
      timeout: { after: { n: 2, unit: 'day' }, do: [{ id: 'late', kind: 'action', action: 'quiet-now', params: {} }] },
    },
    {
      id: 'score',
      kind: 'branch',
      cases: [{ key: 'low', of: 'answer', where: [{ field: 'csat', operator: '<=', value: 2 }], do: [] }],
      otherwise: [],
    },
  ],
};
const work: FlowDefinition = {
  nodes: [
    { id: 'task', kind: 'action', action: 'quiet-later', params: {} },
    {
      id: 'how',
      kind: 'branch',
      cases: [{ key: 'done', of: 'task', where: [{ field: 'result', operator: '=', value: 'done' }], do: [] }],
      otherwise: [],
    },
    { id: 'thank', kind: 'delay', for: { n: 1, unit: 'day' } },
  ],
};

export const bench: Bench = {
  name: 'flow',
  run: (options) =>
    withRuntime(options, async ({ db, log, home, features }) => {
      const runtime = createRuntime({ db, log, home, features: [...features, quiet] });
      const scale = options.smoke ? 100 : 1;
      const worker = await startWorker(runtime, 'bench', { concurrency: CONCURRENCY });
      try {
        return [...(await measure(runtime, BULK / scale, SINGLE / scale)), await stepping(options.smoke ? 20 : 2000)];
      } finally {
        await worker.stop();
      }
    }),
};

async function stepping(steps: number): Promise<Figure> {
  const ours = ourStep(steps * 20);
  const theirs = await bpmnStep(Math.max(5, steps / 20));
  return atLeast('steps, beside bpmn-engine', 'steps/s', ours, theirs, 100);
}

async function measure(runtime: Runtime, bulk: number, single: number): Promise<Figure[]> {
  const seconds: Record<'bulk' | 'hand' | 'timers' | 'single' | 'signal', number[]> = {
    bulk: [],
    hand: [],
    timers: [],
    single: [],
    signal: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    const ctx = await prepare(runtime, `bench${round}`, bulk);
    seconds.bulk.push(await bulkStart(ctx, bulk));
    seconds.hand.push(await timed(() => insertByHand(ctx, bulk)));
    seconds.single.push(await singleStarts(ctx, single));
    seconds.signal.push(await signals(ctx, single));
    seconds.timers.push(await dueTimers(runtime, ctx, bulk));
  }
  const rate = (n: number, of: number[]): number => n / median(of);
  return [
    atLeast('runs started in bulk', 'runs/s', rate(bulk, seconds.bulk), 5000, 1),
    atLeast(
      'runs started in bulk, beside bare inserts',
      'runs/s',
      rate(bulk, seconds.bulk),
      rate(bulk, seconds.hand),
      0.1,
    ),
    atLeast('single starts', 'runs/s', rate(single, seconds.single), 500, 1),
    atLeast('single signals', 'signals/s', rate(single, seconds.signal), 500, 1),
    atLeast('due timers', 'timers/s', rate(bulk, seconds.timers), 5000, 1),
  ];
}

async function prepare(runtime: Runtime, workspace: string, customers: number): Promise<Context> {
  await ensureWorkspace(runtime, workspace, { name: workspace });
  const ctx = await runtime.open(workspace, COMMAND);
  await ctx.tx(async (tx) => {
    await sql`insert into customer (workspace_id, customer_id, external_id, attributes, search, created_at, updated_at)
      select ${workspace}, 'cus_' || lpad(n::text, 32, '0'), 'customer-' || n, '{}', ' customer-' || n || ' ', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from generate_series(0, ${customers}::int - 1) n`.execute(tx);
    await saveFlow(tx, ctx, { flow: 'ask', version: 1, definition: ask });
    await saveFlow(tx, ctx, { flow: 'work', version: 1, definition: work });
  });
  await runtime.db.owner.query('analyze customer');
  return ctx;
}

async function timed(what: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await what();
  return (performance.now() - began) / 1000;
}

/** From the statement that starts them until the last one waits. */
async function bulkStart(ctx: Context, n: number): Promise<number> {
  const { id } = ctx.workspace;
  const entries = sql`select c.customer_id, 'bulk'::text as start_key from customer c where c.workspace_id = ${id}`;
  return timed(async () => {
    const started = await ctx.tx((tx) => startRuns(tx, ctx, { flow: 'ask', version: 1, epoch: 1, entries }));
    if (started !== n) throw new Error(`${started} of ${n} runs were started`);
    await until(ctx, 'ask', n, `state is not null`);
  });
}

async function singleStarts(ctx: Context, n: number): Promise<number> {
  let next = 0;
  return timed(async () => {
    const client = async (): Promise<void> => {
      while (next < n) {
        const customer = `cus_${String(next++).padStart(32, '0')}`;
        const entries = sql`select ${customer}::text as customer_id, 'single'::text as start_key`;
        await ctx.tx((tx) => startRuns(tx, ctx, { flow: 'work', version: 1, epoch: 1, entries }));
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    await until(ctx, 'work', n, `state is not null`);
  });
}

/** Each settled in a transaction of its own, until the last run has gone on. */
async function signals(ctx: Context, n: number): Promise<number> {
  const found = await ctx.runtime.db.owner.query<{ run_id: string }>(
    `select run_id from flow_run where workspace_id = $1 and flow = 'work'`,
    [ctx.workspace.id],
  );
  const runs = found.rows.map((row) => row.run_id);
  return timed(async () => {
    const client = async (): Promise<void> => {
      for (let runId = runs.pop(); runId; runId = runs.pop()) {
        const item = { runId, token: 1, result: 'done', data: { csat: 5 } };
        await ctx.tx((tx) => settle(tx, ctx, [item]));
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    await until(ctx, 'work', n, `steps = 2`);
  });
}

/** All timeouts of the bulk come due at once; the sweep takes them. */
async function dueTimers(runtime: Runtime, ctx: Context, n: number): Promise<number> {
  await runtime.db.owner.query(
    `update flow_timer t set due_at = $2::timestamptz - interval '1 second' from flow_run r
     where t.workspace_id = $1 and r.workspace_id = t.workspace_id and r.run_id = t.run_id and r.flow = 'ask'`,
    [ctx.workspace.id, new Date().toISOString()],
  );
  await runtime.db.owner.query('vacuum analyze flow_timer');
  return timed(async () => {
    const later = await runtime.open(ctx.workspace.id, COMMAND);
    const flows = runtime.features.find((feature) => feature.name === 'flows');
    for (const sweep of flows?.sweeps ?? []) await sweep.run(later);
    await until(ctx, 'ask', n, 'ended_at is not null');
  });
}

async function until(ctx: Context, flow: string, n: number, where: string): Promise<void> {
  for (;;) {
    const found = await ctx.runtime.db.owner.query<{ n: number }>(
      `select count(*) as n from flow_run where workspace_id = $1 and flow = $2 and ${where}`,
      [ctx.workspace.id, flow],
    );
    if (Number(found.rows[0]?.n) >= n) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
