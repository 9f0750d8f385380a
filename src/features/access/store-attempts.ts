/** Failed tries at a password, counted in the database so that any number of processes count together. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface Attempt {
  readonly key: string;
  readonly most: number;
  readonly seconds: number;
}

/** Counts one try under each key. Seconds to wait when one of them has had too many, else 0. */
export async function countAttempt(tx: Tx, attempts: readonly Attempt[], now: Date): Promise<number> {
  let wait = 0;
  // Always in the same order of keys, so that two tries never wait for each other.
  for (const { key, most, seconds } of [...attempts].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const cutoff = new Date(now.getTime() - seconds * 1000);
    const counted = await sql<{ n: number; started_at: Date }>`
      insert into login_attempt as a (attempt_key, n, started_at) values (${key}, 1, ${now})
      on conflict (attempt_key) do update set
        n = case when a.started_at <= ${cutoff}::timestamptz then 1 else a.n + 1 end,
        started_at = case when a.started_at <= ${cutoff}::timestamptz then excluded.started_at else a.started_at end
      returning n, started_at`.execute(tx);
    const row = counted.rows[0];
    if (row && row.n > most) wait = Math.max(wait, Math.ceil((row.started_at.getTime() - cutoff.getTime()) / 1000), 1);
  }
  return wait;
}

/** A right password takes its own try back and forgets the failures of `forget`. Old counts go with it. */
export async function forgiveAttempt(tx: Tx, keys: readonly string[], forget: string, now: Date): Promise<void> {
  await sql`update login_attempt set n = greatest(n - 1, 0) where attempt_key = any(${[...keys].sort()}::text[])`.execute(
    tx,
  );
  const old = new Date(now.getTime() - 24 * 3600 * 1000);
  await sql`delete from login_attempt where attempt_key = ${forget} or started_at < ${old}`.execute(tx);
}
