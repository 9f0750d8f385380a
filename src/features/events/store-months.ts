/** Partitions of `event`, one a month. They belong to the owner and get no grant: only the parent is reachable for the app. */
import { type Database, sqlState } from '../../kit/db/database.ts';

type Owner = Database['owner'];

/** Months known to have a partition, per database. */
const known = new WeakMap<Owner, Set<number>>();

/** Makes the partitions of these moments. Cheap when they are there; safe when several processes do it at once. */
export async function ensureMonths(owner: Owner, moments: Iterable<Date>): Promise<void> {
  const there = known.get(owner) ?? new Set<number>();
  known.set(owner, there);
  const missing = new Map<number, Date>();
  for (const moment of moments) {
    const month = monthOf(moment);
    if (!there.has(month)) missing.set(month, moment);
  }
  for (const [month, moment] of missing) {
    await ensureMonth(owner, moment);
    there.add(month);
  }
}

/** Months since the year 0, in UTC: a partition needs a fixed border, not a workspace's. */
function monthOf(moment: Date): number {
  return moment.getUTCFullYear() * 12 + moment.getUTCMonth();
}

async function ensureMonth(owner: Owner, moment: Date): Promise<void> {
  const month = moment.toISOString().slice(0, 7);
  const name = `event_${month.replace('-', '_')}`;
  const from = `${month}-01T00:00:00Z`;
  const to = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 1)).toISOString();
  for (let round = 1; ; round++) {
    if (await isAttached(owner, name)) return;
    try {
      await attach(owner, name, from, to);
      return;
    } catch (error) {
      // Another process made it in the same instant: look again.
      const state = sqlState(error);
      if (round >= 10 || !['42P07', '42710', '23505', '42P17', '55006', '40P01', 'XX000'].includes(state ?? ''))
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * round));
    }
  }
}

async function isAttached(owner: Owner, name: string): Promise<boolean> {
  const found = await owner.query(
    `select 1 from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'event'::regclass and c.relname = $1`,
    [name],
  );
  return found.rowCount === 1;
}

async function attach(owner: Owner, name: string, from: string, to: string): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    // Attaching locks the parent only against other attachments; `create ... partition of` would stop every writer.
    await client.query(`create table ${name} (like event including defaults including constraints)`);
    await client.query(`alter table event attach partition ${name} for values from ('${from}') to ('${to}')`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
