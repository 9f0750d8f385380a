import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { sqlState, type Tx } from './database.ts';

/**
 * Undoes what `work` wrote when it throws, and answers with the error; null when all went well. The transaction goes on either way. What is no
 * fault of the work (a deadlock, a lost database) goes on upwards.
 */
export async function guarded(tx: Tx, ctx: Context, work: () => Promise<unknown>): Promise<unknown> {
  const jobs = ctx.outbox?.length ?? 0;
  await sql`savepoint guarded`.execute(tx);
  try {
    await work();
  } catch (error) {
    if (isPassing(error)) throw error;
    await sql`rollback to savepoint guarded`.execute(tx);
    await sql`release savepoint guarded`.execute(tx);
    ctx.outbox?.splice(jobs);
    return error ?? new Error('unknown');
  }
  await sql`release savepoint guarded`.execute(tx);
  return null;
}

/** Deadlocks, serialization failures, a server that goes away or is full: the transaction is tried again. */
function isPassing(error: unknown): boolean {
  return /^(40|08|53|57|58)/.test(sqlState(error) ?? '');
}
