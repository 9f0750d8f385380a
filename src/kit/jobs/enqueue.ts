import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../db/database.ts';

export interface NewJob {
  readonly task: string;
  readonly payload: unknown;
  /** Jobs of one queue run one after the other. */
  readonly queue?: string;
  readonly runAt?: Date;
  /** A waiting job of the same key is replaced. */
  readonly key?: string;
  /** 1 means never tried again. */
  readonly attempts?: number;
}

/** What a job finds when it runs. */
export interface JobEnvelope {
  readonly workspace: string;
  readonly depth: number;
  readonly payload: unknown;
}

/** Writes jobs in the caller's transaction; they exist if and only if it commits. In a replay they go to its own list. */
export async function enqueue(tx: Tx, ctx: Context, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  if (ctx.outbox) {
    ctx.outbox.push(...jobs.map(({ task, payload }) => ({ task, payload })));
    return;
  }
  const rows = jobs.map((job) => ({
    task: job.task,
    payload: { workspace: ctx.workspace.id, depth: ctx.depth + 1, payload: job.payload } satisfies JobEnvelope,
    queue: job.queue ?? null,
    run_at: job.runAt?.toISOString() ?? null,
    key: job.key ?? null,
    attempts: job.attempts ?? null,
  }));
  await sql`select huixiang_enqueue(${JSON.stringify(rows)}::json)`.execute(tx);
}
