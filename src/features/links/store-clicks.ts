/** Figures of the links in messages. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface MessageLinkRow {
  readonly link_id: string;
  readonly kind: 'click' | 'open';
  readonly customer_id: string;
  readonly channel: string;
  readonly target: string;
  readonly clicks: number;
  readonly bots: number;
  readonly first_clicked_at: Date | null;
  readonly last_clicked_at: Date | null;
}

export async function findOfMessage(tx: Tx, workspace: string, message: string): Promise<MessageLinkRow[]> {
  const { rows } = await sql<MessageLinkRow>`
    select link_id, kind, customer_id, channel, target, clicks, bots, first_clicked_at, last_clicked_at from short_link
    where workspace_id = ${workspace} and message_id = ${message} order by created_at, kind, link_id`.execute(tx);
  return rows;
}

export async function hasMessage(tx: Tx, workspace: string, message: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from message where workspace_id = ${workspace} and message_id = ${message}`.execute(tx);
  return rows.length > 0;
}

export interface ChannelClicks {
  readonly channel: string;
  readonly told: number;
  readonly persons: number;
  readonly visits: number;
  readonly bots: number;
}

/** A customer is one, however many links she got and opened; also those whose links are deleted. */
export async function countOfPlaybook(
  tx: Tx,
  workspace: string,
  playbook: string,
  epoch: number | null,
): Promise<ChannelClicks[]> {
  const { rows } = await sql<ChannelClicks>`
    select channel, sum(told)::int as told, sum(persons)::int as persons, sum(visits)::int as visits, sum(bots)::int as bots
    from (
      select channel, count(distinct customer_id) as told, count(distinct customer_id) filter (where clicks > 0 or opened_before) as persons,
        sum(clicks) as visits, sum(bots) as bots
      from short_link
      where workspace_id = ${workspace} and playbook = ${playbook} and kind = 'click'
        and (${epoch}::int is null or epoch = ${epoch}::int)
      group by channel
      union all
      select channel, told, persons, visits, bots from link_figure
      where workspace_id = ${workspace} and playbook = ${playbook} and (${epoch}::int is null or epoch = ${epoch}::int)
    ) f group by channel order by channel`.execute(tx);
  return rows;
}
