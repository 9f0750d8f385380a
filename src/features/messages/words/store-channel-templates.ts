import { sql } from 'kysely';
import type { LinkMode, SmsPurpose } from '../../../engine/sms/template.ts';
import type { Tx } from '../../../kit/db/database.ts';

export interface ChannelTemplateRow {
  readonly template_key: string;
  readonly name: string;
  readonly adapter: string;
  readonly ref: string;
  readonly sign: string;
  readonly text: string;
  readonly purpose: SmsPurpose;
  readonly link_mode: LinkMode;
  readonly state: 'draft' | 'pending' | 'approved' | 'rejected';
  readonly reason: string;
  readonly as_of: Date;
  readonly updated_by: string;
}

const COLUMNS = sql`template_key, name, adapter, ref, sign, text, purpose, link_mode, state, reason, as_of, updated_by`;

export async function listRows(tx: Tx, workspace: string): Promise<ChannelTemplateRow[]> {
  const { rows } = await sql<ChannelTemplateRow>`
    select ${COLUMNS} from channel_template where workspace_id = ${workspace} order by template_key`.execute(tx);
  return rows;
}

/** False when the key is taken. */
export async function insertRow(tx: Tx, workspace: string, row: ChannelTemplateRow): Promise<boolean> {
  const done = await sql`
    insert into channel_template (workspace_id, template_key, name, adapter, ref, sign, text, purpose, link_mode, state, reason, as_of, updated_by)
    values (${workspace}, ${row.template_key}, ${row.name}, ${row.adapter}, ${row.ref}, ${row.sign}, ${row.text}, ${row.purpose},
      ${row.link_mode}, ${row.state}, ${row.reason}, ${row.as_of}, ${row.updated_by})
    on conflict (workspace_id, template_key) do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function updateRow(tx: Tx, workspace: string, row: ChannelTemplateRow): Promise<boolean> {
  const done = await sql`
    update channel_template set name = ${row.name}, adapter = ${row.adapter}, ref = ${row.ref}, sign = ${row.sign}, text = ${row.text},
      purpose = ${row.purpose}, link_mode = ${row.link_mode}, state = ${row.state}, reason = ${row.reason}, as_of = ${row.as_of},
      updated_by = ${row.updated_by}
    where workspace_id = ${workspace} and template_key = ${row.template_key}`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function deleteRow(tx: Tx, workspace: string, key: string): Promise<boolean> {
  const done = await sql`
    delete from channel_template where workspace_id = ${workspace} and template_key = ${key}`.execute(tx);
  return done.numAffectedRows === 1n;
}
