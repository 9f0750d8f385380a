/** The end of links: deleted in batches, their figures kept. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export async function isAnyOver(tx: Tx, workspace: string, before: Date): Promise<boolean> {
  const { rows } = await sql`
    select 1 from short_link where workspace_id = ${workspace} and kind <> 'named' and expires_at < ${before} limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** One process at a time: whoever waits sees afterwards what the other has left. */
export async function holdSweep(tx: Tx, workspace: string): Promise<void> {
  await sql`insert into link_sweep (workspace_id) values (${workspace}) on conflict (workspace_id) do nothing`.execute(
    tx,
  );
  await sql`select workspace_id from link_sweep where workspace_id = ${workspace} for update`.execute(tx);
}

/**
 * Deletes those that expired first, with their visits. A customer is one however many links she got: she is added to the figures with the last of
 * them, and that she has opened one before goes on with the newest of those that stay. Returns how many links.
 */
export async function deleteOver(tx: Tx, workspace: string, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with over as materialized (
      select link_id from short_link where workspace_id = ${workspace} and kind <> 'named' and expires_at < ${before}
      order by expires_at, link_id limit ${limit}
    ), gone as (
      delete from short_link l using over o where l.workspace_id = ${workspace} and l.link_id = o.link_id
      returning l.link_id, l.kind, l.playbook, l.epoch, l.channel, l.customer_id, l.clicks, l.bots, l.opened_before
    ), unvisited as (
      delete from short_link_visit v using over o where v.workspace_id = ${workspace} and v.link_id = o.link_id
    ), person as (
      select playbook, epoch, channel, customer_id, bool_or(clicks > 0 or opened_before) as opened, sum(clicks) as visits, sum(bots) as bots
      from gone where kind = 'click' and playbook is not null and channel is not null group by playbook, epoch, channel, customer_id
    ), left_with as (
      select p.*, s.link_id from person p left join lateral (
        select l.link_id from short_link l
        where l.workspace_id = ${workspace} and l.customer_id = p.customer_id and l.kind = 'click' and l.playbook = p.playbook
          and l.epoch is not distinct from p.epoch and l.channel = p.channel and not exists (select 1 from over o where o.link_id = l.link_id)
        order by l.created_at desc, l.link_id limit 1
      ) s on true
    ), carried as (
      update short_link l set opened_before = true from left_with p
      where l.workspace_id = ${workspace} and l.link_id = p.link_id and p.opened and not l.opened_before
    ), added as (
      insert into link_figure (workspace_id, playbook, epoch, channel, told, persons, visits, bots)
      select ${workspace}, playbook, coalesce(epoch, -1), channel, count(*) filter (where link_id is null),
        count(*) filter (where link_id is null and opened), sum(visits), sum(bots)
      from left_with group by playbook, coalesce(epoch, -1), channel order by playbook, coalesce(epoch, -1), channel
      on conflict (workspace_id, playbook, epoch, channel) do update set told = link_figure.told + excluded.told,
        persons = link_figure.persons + excluded.persons, visits = link_figure.visits + excluded.visits, bots = link_figure.bots + excluded.bots
    )
    select count(*)::int as n from gone`.execute(tx);
  return rows[0]?.n ?? 0;
}
