import { sql } from 'kysely';
import { arrayOf, jsonArrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { DialogueState } from '../../engine/forms/dialogue.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface DialogueRow {
  readonly link_id: string;
  readonly customer_id: string;
  readonly message_id: string | null;
  /** She was asked to reply; else she may, and nothing is said to who writes something else. */
  readonly invited: boolean;
  readonly state: DialogueState;
  /** The replies that were read, so that none is read twice. */
  readonly heard: readonly string[];
  readonly asked_at: Date;
}

export interface NewDialogue {
  readonly linkId: string;
  readonly customerId: string;
  readonly messageId: string | null;
  readonly invited: boolean;
  readonly state: DialogueState;
}

const COLUMNS = sql`d.link_id, d.customer_id, d.message_id, d.invited, d.state, d.heard, d.asked_at`;

/** One per link. Who is asked again (the next channel) is at the same place as before. */
export async function insertDialogues(
  tx: Tx,
  workspace: string,
  items: readonly NewDialogue[],
  now: Date,
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into survey_dialogue (workspace_id, link_id, customer_id, message_id, invited, state, heard, asked_at)
    select ${workspace}, i.link_id, i.customer_id, i.message_id, i.invited, i.state, '{}'::text[], ${now}
    from unnest(${plainArrayOf(items, (item) => item.linkId)}::text[], ${plainArrayOf(items, (item) => item.customerId)}::text[],
      ${arrayOf(items, (item) => item.messageId)}::text[], ${arrayOf(items, (item) => (item.invited ? 'true' : 'false'))}::boolean[],
      ${jsonArrayOf(items, (item) => item.state)}::jsonb[]) as i(link_id, customer_id, message_id, invited, state)
    order by i.link_id
    on conflict (workspace_id, link_id) do nothing`.execute(tx);
}

/** Open dialogues of customers, the newest first. */
export async function openDialogues(
  tx: Tx,
  workspace: string,
  customerIds: readonly string[],
  since: Date,
): Promise<DialogueRow[]> {
  const { rows } = await sql<DialogueRow>`
    select ${COLUMNS} from survey_dialogue d
    where d.workspace_id = ${workspace} and d.customer_id = any(${[...new Set(customerIds)]}::text[])
      and d.closed_at is null and d.asked_at > ${since}
    order by d.asked_at desc, d.link_id desc`.execute(tx);
  return rows;
}

/** The dialogue of a link, held until the end of the transaction; null when it is over. */
export async function holdDialogue(tx: Tx, workspace: string, linkId: string): Promise<DialogueRow | null> {
  const { rows } = await sql<DialogueRow>`
    select ${COLUMNS} from survey_dialogue d
    where d.workspace_id = ${workspace} and d.link_id = ${linkId} and d.closed_at is null for update`.execute(tx);
  return rows[0] ?? null;
}

export interface Moved {
  readonly linkId: string;
  readonly inboundId: string;
  readonly state: DialogueState;
  readonly dueAt: Date | null;
  readonly over: boolean;
}

export async function moveDialogue(tx: Tx, workspace: string, moved: Moved, now: Date): Promise<void> {
  await sql`
    update survey_dialogue set state = ${JSON.stringify(moved.state)}::jsonb, heard = array_append(heard, ${moved.inboundId}::text),
      asked_at = ${now}, due_at = ${moved.over ? null : moved.dueAt}, closed_at = ${moved.over ? now : null}
    where workspace_id = ${workspace} and link_id = ${moved.linkId}`.execute(tx);
}

export async function closeDialogues(tx: Tx, workspace: string, linkIds: readonly string[], now: Date): Promise<void> {
  await sql`
    update survey_dialogue set closed_at = ${now}, due_at = null
    where workspace_id = ${workspace} and link_id = any(${[...linkIds]}::text[]) and closed_at is null`.execute(tx);
}

/** Those whose last question nobody has answered in time, held. */
export async function claimDue(tx: Tx, workspace: string, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ link_id: string }>`
    select link_id from survey_dialogue
    where workspace_id = ${workspace} and due_at <= ${now} order by due_at, link_id limit ${limit}
    for update skip locked`.execute(tx);
  return rows.map((row) => row.link_id);
}

export async function nextDue(tx: Tx, workspace: string, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(due_at) as at from survey_dialogue where workspace_id = ${workspace} and due_at > ${now}`.execute(tx);
  return rows[0]?.at ?? null;
}
