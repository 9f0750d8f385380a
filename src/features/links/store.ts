import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

/** `click`: an address in a message; `open`: the picture of a mail. */
export interface NewLink {
  readonly linkId: string;
  readonly code: string;
  readonly kind: 'click' | 'open';
  readonly target: string;
  readonly targetKey: string;
  readonly customerId: string;
  readonly messageId: string;
  readonly deliveryId: string;
  readonly channel: string;
  readonly playbook: string;
  readonly version: number;
  readonly epoch: number | null;
  readonly runId: string | null;
  readonly message: string;
  readonly expiresAt: Date;
  /** In real time: until then whoever fetches it is a machine. */
  readonly machinesUntil: Date | null;
}

/** One statement for a batch. What a message has already on its channel stays as it is. */
export async function insertLinks(tx: Tx, workspace: string, links: readonly NewLink[], now: Date): Promise<void> {
  await sql`
    insert into short_link (workspace_id, link_id, code, kind, target, target_key, customer_id, message_id, delivery_id, channel, playbook,
      version, epoch, run_id, message_key, created_at, expires_at, machines_until, clicks, visitors, bots)
    select ${workspace}, l.link_id, l.code, l.kind, l.target, l.target_key, l.customer_id, l.message_id, l.delivery_id, l.channel, l.playbook,
      l.version, l.epoch, l.run_id, l.message_key, ${now}, l.expires_at, l.machines_until, 0, 0, 0
    from unnest(
      ${plainArrayOf(links, (link) => link.linkId)}::text[], ${plainArrayOf(links, (link) => link.code)}::text[],
      ${plainArrayOf(links, (link) => link.kind)}::text[], ${arrayOf(links, (link) => link.target)}::text[],
      ${arrayOf(links, (link) => link.targetKey)}::text[], ${arrayOf(links, (link) => link.customerId)}::text[],
      ${arrayOf(links, (link) => link.messageId)}::text[], ${arrayOf(links, (link) => link.deliveryId)}::text[],
      ${arrayOf(links, (link) => link.channel)}::text[], ${arrayOf(links, (link) => link.playbook)}::text[],
      ${arrayOf(links, (link) => link.version)}::int[], ${arrayOf(links, (link) => link.epoch)}::int[],
      ${arrayOf(links, (link) => link.runId)}::text[], ${arrayOf(links, (link) => link.message)}::text[],
      ${plainArrayOf(links, (link) => link.expiresAt.toISOString())}::timestamptz[],
      ${arrayOf(links, (link) => link.machinesUntil?.toISOString() ?? null)}::timestamptz[]
    ) as l(link_id, code, kind, target, target_key, customer_id, message_id, delivery_id, channel, playbook, version, epoch, run_id,
      message_key, expires_at, machines_until)
    order by l.message_id, l.link_id
    on conflict (workspace_id, message_id, channel, kind, target_key) do nothing`.execute(tx);
}

export interface KnownCode {
  readonly message_id: string;
  readonly channel: string;
  readonly kind: 'click' | 'open';
  readonly target_key: string;
  readonly code: string;
}

export async function codesOfMessages(tx: Tx, workspace: string, messages: readonly string[]): Promise<KnownCode[]> {
  const { rows } = await sql<KnownCode>`
    select message_id, channel, kind, target_key, code from short_link
    where workspace_id = ${workspace} and message_id = any(${plainArrayOf([...messages], (id) => id)}::text[])`.execute(
    tx,
  );
  return rows;
}

export interface LinkRow {
  readonly link_id: string;
  readonly code: string;
  readonly kind: 'click' | 'open' | 'named';
  readonly target: string;
  readonly customer_id: string | null;
  readonly message_id: string | null;
  readonly delivery_id: string | null;
  readonly channel: string | null;
  readonly playbook: string | null;
  readonly version: number | null;
  readonly epoch: number | null;
  readonly run_id: string | null;
  readonly message_key: string | null;
  readonly name: string | null;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly machines_until: Date | null;
  readonly archived_at: Date | null;
  readonly clicks: number;
  readonly visitors: number;
  readonly bots: number;
  readonly first_clicked_at: Date | null;
  readonly last_clicked_at: Date | null;
}

export const LINK_COLUMNS = sql`link_id, code, kind, target, customer_id, message_id, delivery_id, channel, playbook, version, epoch, run_id,
  message_key, name, created_by, created_at, expires_at, machines_until, archived_at, clicks, visitors, bots, first_clicked_at, last_clicked_at`;

export async function findByCode(tx: Tx, workspace: string, code: string): Promise<LinkRow | null> {
  const { rows } = await sql<LinkRow>`
    select ${LINK_COLUMNS} from short_link where workspace_id = ${workspace} and code = ${code}`.execute(tx);
  return rows[0] ?? null;
}

export async function targetsOf(tx: Tx, workspace: string, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; target: string }>`
    select code, target from short_link
    where workspace_id = ${workspace} and code = any(${plainArrayOf([...codes], (code) => code)}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row.target]));
}
