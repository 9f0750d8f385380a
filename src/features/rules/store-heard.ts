/** Events that wait for their rules. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** What is worth knowing of one recorded batch: only events of types that a rule listens to. */
export interface Heard {
  readonly heardId: string;
  /** How far the events are from the outside. */
  readonly depth: number;
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

export async function insertHeard(tx: Tx, workspace: string, heard: Heard): Promise<void> {
  await sql`
    insert into rule_heard (workspace_id, heard_id, depth, ids, types, from_at, to_at)
    values (${workspace}, ${heard.heardId}, ${heard.depth}, ${[...heard.ids]}::text[], ${[...heard.types]}::text[], ${heard.from}, ${heard.to})`.execute(
    tx,
  );
}

/** Takes what waits: it is gone if and only if the transaction commits. What another one is taking is passed over. */
export async function claimHeard(tx: Tx, workspace: string, most: number): Promise<Heard[]> {
  const { rows } = await sql<{
    heard_id: string;
    depth: number;
    ids: string[];
    types: string[];
    from_at: Date;
    to_at: Date;
  }>`
    with due as materialized (
      select heard_id from rule_heard where workspace_id = ${workspace}
      order by heard_id limit ${most} for update skip locked
    )
    delete from rule_heard h using due where h.workspace_id = ${workspace} and h.heard_id = due.heard_id
    returning h.heard_id, h.depth, h.ids, h.types, h.from_at, h.to_at`.execute(tx);
  return rows.map(({ heard_id: heardId, depth, ids, types, from_at: from, to_at: to }) => ({
    heardId,
    depth,
    ids,
    types,
    from,
    to,
  }));
}
