/** Campaigns that ran elsewhere. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Scorecard, ScorecardSummary } from './contract.ts';

export interface CampaignRow {
  readonly campaign_id: string;
  readonly status: 'waiting' | 'scored';
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  readonly summary: ScorecardSummary | null;
  readonly made_by: string;
  readonly made_at: Date;
}

const columns = sql.raw('campaign_id, status, files, summary, made_by, made_at');

export async function listCampaignRows(tx: Tx, workspace: string, most: number): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select ${columns} from campaign where workspace_id = ${workspace}
    order by made_at desc, campaign_id limit ${most}`.execute(tx);
  return rows;
}

export async function findCampaign(tx: Tx, workspace: string, id: string): Promise<CampaignRow | null> {
  const { rows } = await sql<CampaignRow>`
    select ${columns} from campaign where workspace_id = ${workspace} and campaign_id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

export async function findCard(tx: Tx, workspace: string, id: string): Promise<Scorecard | null> {
  const { rows } = await sql<{ card: Scorecard | null }>`
    select card from campaign where workspace_id = ${workspace} and campaign_id = ${id}`.execute(tx);
  return rows[0]?.card ?? null;
}

export async function insertCampaign(tx: Tx, workspace: string, row: CampaignRow): Promise<void> {
  await sql`
    insert into campaign (workspace_id, campaign_id, status, files, made_by, made_at)
    values (${workspace}, ${row.campaign_id}, ${row.status}, ${JSON.stringify(row.files)}::jsonb, ${row.made_by},
      ${row.made_at})`.execute(tx);
}

/** False when it was scored meanwhile. */
export async function addFile(
  tx: Tx,
  workspace: string,
  id: string,
  file: string,
  known: { readonly bytes: number; readonly sha256: string },
): Promise<boolean> {
  const done = await sql`
    update campaign set files = files || jsonb_build_object(${file}::text, ${JSON.stringify(known)}::jsonb)
    where workspace_id = ${workspace} and campaign_id = ${id} and status = 'waiting'`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** False when somebody scored it first. */
export async function saveCard(tx: Tx, workspace: string, id: string, card: string, summary: string): Promise<boolean> {
  const done = await sql`
    update campaign set status = 'scored', card = ${card}::jsonb, summary = ${summary}::jsonb
    where workspace_id = ${workspace} and campaign_id = ${id} and status = 'waiting'`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function deleteCampaignRow(tx: Tx, workspace: string, id: string): Promise<void> {
  await sql`delete from campaign where workspace_id = ${workspace} and campaign_id = ${id}`.execute(tx);
}

/** Never scored. */
export async function findLeftOver(tx: Tx, workspace: string, before: Date): Promise<string[]> {
  const { rows } = await sql<{ campaign_id: string }>`
    select campaign_id from campaign
    where workspace_id = ${workspace} and status = 'waiting' and made_at < ${before}
    order by campaign_id limit 1000`.execute(tx);
  return rows.map((row) => row.campaign_id);
}
