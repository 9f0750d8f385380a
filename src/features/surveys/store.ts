import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface NewLink {
  readonly linkId: string;
  readonly customerId: string;
  readonly playbook: string;
  readonly version: number;
  readonly form: string;
  readonly messageId: string | null;
  readonly runId: string | null;
  readonly token: number | null;
  readonly epoch: number | null;
  readonly channel: string | null;
  readonly expiresAt: Date;
}

/** A message that has its link already gets no second one. */
export async function insertLinks(tx: Tx, workspace: string, links: readonly NewLink[], now: Date): Promise<void> {
  await sql`
    insert into survey_link (workspace_id, link_id, playbook, version, form_key, customer_id, message_id, run_id, token, epoch,
      channel, created_at, expires_at)
    select ${workspace}, l.link_id, l.playbook, l.version, l.form_key, l.customer_id, l.message_id, l.run_id, l.token, l.epoch,
      l.channel, ${now}, l.expires_at
    from unnest(
      ${plainArrayOf(links, (link) => link.linkId)}::text[], ${arrayOf(links, (link) => link.playbook)}::text[],
      ${arrayOf(links, (link) => link.version)}::int[], ${arrayOf(links, (link) => link.form)}::text[],
      ${arrayOf(links, (link) => link.customerId)}::text[], ${arrayOf(links, (link) => link.messageId)}::text[],
      ${arrayOf(links, (link) => link.runId)}::text[], ${arrayOf(links, (link) => link.token)}::int[],
      ${arrayOf(links, (link) => link.epoch)}::int[], ${arrayOf(links, (link) => link.channel)}::text[],
      ${plainArrayOf(links, (link) => link.expiresAt.toISOString())}::timestamptz[]
    ) as l(link_id, playbook, version, form_key, customer_id, message_id, run_id, token, epoch, channel, expires_at)
    order by l.message_id, l.link_id
    on conflict (workspace_id, message_id) do nothing`.execute(tx);
}

/** The links of messages, by message id. */
export async function linksOfMessages(
  tx: Tx,
  workspace: string,
  messages: readonly string[],
): Promise<Map<string, string>> {
  const found = await sql<{ message_id: string; link_id: string }>`
    select message_id, link_id from survey_link
    where workspace_id = ${workspace} and message_id = any(${[...messages]}::text[])`.execute(tx);
  return new Map(found.rows.map((row) => [row.message_id, row.link_id]));
}

export interface LinkRow {
  readonly link_id: string;
  readonly playbook: string;
  readonly version: number;
  readonly form_key: string;
  readonly customer_id: string;
  readonly message_id: string | null;
  readonly run_id: string | null;
  readonly token: number | null;
  readonly epoch: number | null;
  readonly channel: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly opened_at: Date | null;
  readonly answered_at: Date | null;
  readonly revoked_at: Date | null;
}

const COLUMNS = sql`l.link_id, l.playbook, l.version, l.form_key, l.customer_id, l.message_id, l.run_id, l.token, l.epoch, l.channel,
  l.created_at, l.expires_at, l.opened_at, l.answered_at, l.revoked_at`;

export async function findLink(tx: Tx, workspace: string, linkId: string): Promise<LinkRow | null> {
  const found = await sql<LinkRow>`
    select ${COLUMNS} from survey_link l where l.workspace_id = ${workspace} and l.link_id = ${linkId}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function linksOfCustomer(tx: Tx, workspace: string, customer: string, most: number): Promise<LinkRow[]> {
  const found = await sql<LinkRow>`
    select ${COLUMNS} from survey_link l where l.workspace_id = ${workspace} and l.customer_id = ${customer}
    order by l.created_at desc, l.link_id desc limit ${most}`.execute(tx);
  return found.rows;
}

export type VisitedLink = LinkRow & { readonly digest: string };

/** The links with the digest of their forms' texts: what visits begin with, in one statement. */
export async function findVisited(tx: Tx, workspace: string, linkIds: readonly string[]): Promise<VisitedLink[]> {
  const found = await sql<VisitedLink>`
    select ${COLUMNS}, f.digest from survey_link l
    join form_version f on f.workspace_id = ${workspace} and f.playbook = l.playbook and f.version = l.version
      and f.form_key = l.form_key
    where l.workspace_id = ${workspace} and l.link_id = any(${[...linkIds]}::text[])`.execute(tx);
  return found.rows;
}

/** True for the first who opens it. */
export async function markOpened(tx: Tx, workspace: string, linkId: string, now: Date): Promise<boolean> {
  const done = await sql`update survey_link set opened_at = ${now}
    where workspace_id = ${workspace} and link_id = ${linkId} and opened_at is null`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function markAnswered(tx: Tx, workspace: string, linkIds: readonly string[], now: Date): Promise<void> {
  await sql`update survey_link set answered_at = ${now}
    where workspace_id = ${workspace} and link_id = any(${[...linkIds]}::text[]) and answered_at is null`.execute(tx);
}

export async function revoke(tx: Tx, workspace: string, linkId: string, now: Date): Promise<boolean> {
  const done = await sql`update survey_link set revoked_at = ${now}
    where workspace_id = ${workspace} and link_id = ${linkId} and revoked_at is null`.execute(tx);
  return done.numAffectedRows === 1n;
}

export interface Asked {
  readonly linkId: string | null;
  readonly runId: string | null;
  readonly form: string;
}

/** Links a response answers: its own, and others by which the same run asked for the same form. */
export async function linksAnswered(
  tx: Tx,
  workspace: string,
  asked: readonly Asked[],
): Promise<{ link_id: string; message_id: string | null }[]> {
  const found = await sql<{ link_id: string; message_id: string | null }>`
    select distinct l.link_id, l.message_id
    from unnest(${arrayOf(asked, (each) => each.linkId)}::text[], ${arrayOf(asked, (each) => each.runId)}::text[],
      ${arrayOf(asked, (each) => each.form)}::text[]) as a(link_id, run_id, form_key)
    join survey_link l on l.workspace_id = ${workspace} and (l.link_id = a.link_id or (l.run_id = a.run_id and l.form_key = a.form_key))`.execute(
    tx,
  );
  return found.rows;
}
