/** The rows that people enter. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { CostBody } from './contract.ts';

export interface CostRow extends CostBody {
  readonly costId: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

interface Stored {
  readonly cost_id: string;
  readonly kind: CostBody['kind'];
  readonly playbook: string | null;
  readonly channel: CostBody['channel'];
  readonly member_id: string | null;
  readonly role: CostBody['role'];
  readonly amount: number;
  readonly per: CostBody['per'];
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly share: CostBody['share'];
  readonly note: string;
  readonly created_by: string;
  readonly created_at: Date;
}

const columns = sql.raw(
  "cost_id, kind, playbook, channel, member_id, role, amount::float8 as amount, per, to_char(valid_from, 'YYYY-MM-DD') as valid_from, to_char(valid_until, 'YYYY-MM-DD') as valid_until, share, note, created_by, created_at",
);

const toRow = (row: Stored): CostRow => ({
  costId: row.cost_id,
  kind: row.kind,
  playbook: row.playbook,
  channel: row.channel,
  member: row.member_id,
  role: row.role,
  amount: row.amount,
  per: row.per,
  from: row.valid_from,
  until: row.valid_until,
  share: row.share,
  note: row.note,
  createdBy: row.created_by,
  createdAt: row.created_at,
});

export async function listCostRows(tx: Tx, workspace: string): Promise<CostRow[]> {
  const { rows } = await sql<Stored>`
    select ${columns} from cost where workspace_id = ${workspace}
    order by valid_from desc, kind, created_at desc, cost_id`.execute(tx);
  return rows.map(toRow);
}

export async function findCost(tx: Tx, workspace: string, id: string): Promise<CostRow | null> {
  const { rows } = await sql<Stored>`
    select ${columns} from cost where workspace_id = ${workspace} and cost_id = ${id}`.execute(tx);
  return rows[0] ? toRow(rows[0]) : null;
}

export interface NewCost {
  readonly costId: string;
  readonly body: CostBody;
  readonly fingerprint: string;
}

/** False when a row that says the same is there. */
export async function insertCost(tx: Tx, workspace: string, cost: NewCost, by: string, at: Date): Promise<boolean> {
  const { body } = cost;
  const done = await sql`
    insert into cost (workspace_id, cost_id, kind, playbook, channel, member_id, role, amount, per, valid_from, valid_until, share,
      note, fingerprint, created_by, created_at)
    values (${workspace}, ${cost.costId}, ${body.kind}, ${body.playbook}, ${body.channel}, ${body.member}, ${body.role},
      ${body.amount}, ${body.per}, ${body.from}::date, ${body.until}::date, ${body.share}, ${body.note}, ${cost.fingerprint},
      ${by}, ${at})
    on conflict (workspace_id, fingerprint) do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** Another row that says the same. */
export async function findSame(tx: Tx, workspace: string, fingerprint: string, but: string): Promise<boolean> {
  const { rows } = await sql`
    select cost_id from cost where workspace_id = ${workspace} and fingerprint = ${fingerprint} and cost_id <> ${but}`.execute(
    tx,
  );
  return rows.length > 0;
}

export async function updateCost(tx: Tx, workspace: string, { costId, body, fingerprint }: NewCost): Promise<void> {
  await sql`
    update cost set kind = ${body.kind}, playbook = ${body.playbook}, channel = ${body.channel}, member_id = ${body.member},
      role = ${body.role}, amount = ${body.amount}, per = ${body.per}, valid_from = ${body.from}::date,
      valid_until = ${body.until}::date, share = ${body.share}, note = ${body.note}, fingerprint = ${fingerprint}
    where workspace_id = ${workspace} and cost_id = ${costId}`.execute(tx);
}

export async function deleteCostRow(tx: Tx, workspace: string, id: string): Promise<boolean> {
  const done = await sql`delete from cost where workspace_id = ${workspace} and cost_id = ${id}`.execute(tx);
  return done.numAffectedRows === 1n;
}
