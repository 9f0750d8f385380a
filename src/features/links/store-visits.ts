/** Who came by a link: counted on the link and by day. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface Visit {
  readonly linkId: string;
  /** Which visitor, of this day. */
  readonly visitor: string;
  /** Why nobody stood behind it; null: a person. */
  readonly bot: string | null;
  readonly now: Date;
  readonly zone: string;
  /** In real time: a visitor who was seen after it touched twice. */
  readonly twiceSince: Date;
  readonly looked: Date;
}

/** False: the same visitor touched twice, which is once. Holds the link until the transaction ends, so that visits count one after the other. */
export async function holdForVisit(tx: Tx, workspace: string, visit: Visit): Promise<boolean> {
  const { visitor, looked, linkId, twiceSince, bot } = visit;
  const { numAffectedRows } = await sql`
    update short_link set last_visitor = ${visitor}, last_looked_at = ${looked}
    where workspace_id = ${workspace} and link_id = ${linkId}
      and (${bot !== null} or last_visitor is null or last_visitor <> ${visitor} or last_looked_at < ${twiceSince})`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

/** True when this visitor is new today. */
export async function insertVisit(tx: Tx, workspace: string, visit: Visit): Promise<boolean> {
  const { linkId, visitor, bot, now, zone } = visit;
  const { rows } = await sql<{ n: number }>`
    insert into short_link_visit (workspace_id, link_id, day, visitor, bot, n, first_at, last_at)
    values (${workspace}, ${linkId}, (${now}::timestamptz at time zone ${zone})::date, ${visitor}, ${bot ?? ''}, 1, ${now}, ${now})
    on conflict (workspace_id, link_id, day, visitor, bot) do update set n = short_link_visit.n + excluded.n, last_at = excluded.last_at
    returning n`.execute(tx);
  return rows[0]?.n === 1;
}

/** True for the first person ever. */
export async function countVisit(
  tx: Tx,
  workspace: string,
  { linkId, bot, now }: Visit,
  newVisitor: boolean,
): Promise<boolean> {
  const [person, machine] = bot === null ? [1, 0] : [0, 1];
  const { rows } = await sql<{ clicks: number }>`
    update short_link set clicks = clicks + ${person}, bots = bots + ${machine}, visitors = visitors + ${newVisitor ? person : 0},
      first_clicked_at = case when ${person} = 1 then coalesce(first_clicked_at, ${now}) else first_clicked_at end,
      last_clicked_at = case when ${person} = 1 then ${now} else last_clicked_at end
    where workspace_id = ${workspace} and link_id = ${linkId}
    returning clicks`.execute(tx);
  return person === 1 && rows[0]?.clicks === 1;
}
