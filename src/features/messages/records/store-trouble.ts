import { sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';

/** Attempts since `from` that ended badly because of the channel itself (settings, a server that is away), by channel. */
export async function findTrouble(
  tx: Tx,
  workspace: string,
  from: Date,
): Promise<
  { readonly channel: ChannelKind; readonly n: number; readonly code: string | null; readonly note: string | null }[]
> {
  const { rows } = await sql<{ channel: ChannelKind; n: number; code: string | null; note: string | null }>`
    select d.channel, count(*)::int as n, (array_agg(d.code order by d.updated_at desc))[1] as code,
      (array_agg(d.note order by d.updated_at desc))[1] as note
    from delivery d
    where d.workspace_id = ${workspace} and d.failed_at >= ${from} and d.state in ('failed', 'unknown')
      and d.reason in ('config', 'transient', 'throttled', 'unknown')
    group by d.channel`.execute(tx);
  return rows;
}
