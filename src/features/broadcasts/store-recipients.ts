/** Who a broadcast is told to: written in sets, told in sets. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Locale } from '../../engine/words.ts';
import { spokenSql } from '../customers/index.ts';
import { globallyDrawn } from '../experiments/index.ts';
import { askedOf, type ChannelKind } from '../messages/index.ts';
import type { Portion } from './decide.ts';
import type { BroadcastRow } from './store.ts';

export interface Whom {
  /** Over customers `c`. */
  readonly where: RawBuilder<unknown>;
  /** What the contact policy says of people (with the columns `askedOf`) for good: the same with step, channel, address, refused. */
  readonly verdicts: (people: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** The share held out of everything; 0 where nobody is. */
  readonly holdout: number;
}

export interface Batch {
  /** Customers looked at. */
  readonly looked: number;
  readonly last: string | null;
  readonly spared: number;
  readonly counts: readonly {
    readonly channel: ChannelKind | null;
    readonly refused: string | null;
    readonly n: number;
  }[];
}

/**
 * The next customers of a broadcast by their ids: found, judged and written in one statement. A customer who is reached where somebody before her is
 * (the same number or mailbox on the same channel) is not told twice.
 */
export async function insertBatch(
  tx: Tx,
  workspace: string,
  row: Pick<BroadcastRow, 'broadcast_id' | 'reached_to' | 'recipients' | 'spared'>,
  whom: Whom,
  limit: number,
): Promise<Batch> {
  const known = (same: RawBuilder<unknown>) => sql`exists (
    select 1 from customer o join broadcast_recipient r on r.workspace_id = ${workspace} and r.broadcast_id = ${row.broadcast_id}
      and r.customer_id = o.customer_id and r.refused is null and r.channel = j.channel
    where o.workspace_id = ${workspace} and o.customer_id <= ${row.reached_to} and ${same})`;
  // Before the first batch nobody is there.
  const earlier =
    row.recipients === 0
      ? sql`false`
      : sql`case j.channel when 'email' then ${known(sql`o.email = j.address`)} else ${known(sql`o.phone = j.address`)} end`;
  // Those who are held out leave gaps in the numbers.
  const before = row.recipients + row.spared;
  const { rows } = await sql<Batch>`
    with people as materialized (
      select ${askedOf}, ${before}::int + row_number() over (order by c.customer_id) as n from customer c
      where c.workspace_id = ${workspace} and c.customer_id > ${row.reached_to} and ${whom.where}
      order by c.customer_id limit ${limit}
    ), judged as (${whom.verdicts(withoutSpared(whom, sql`select * from people`))}),
    numbered as (
      select j.customer_id, j.step, j.channel, j.n,
        coalesce(j.refused, case when row_number() over (partition by j.channel, j.address order by j.n) > 1 or ${earlier} then 'duplicate' end)
          as refused
      from judged j
    ), fresh as (
      insert into broadcast_recipient (workspace_id, broadcast_id, customer_id, n, step, channel, refused)
      select ${workspace}, ${row.broadcast_id}, customer_id, n, step, channel, refused from numbered order by n
      on conflict (workspace_id, broadcast_id, customer_id) do nothing
      returning channel, refused
    )
    select p.looked, p.last, p.looked - f.n as spared, f.counts
    from (select count(*)::int as looked, max(customer_id) as last from people) p,
      (select coalesce(sum(g.n), 0)::int as n, coalesce(jsonb_agg(g), '[]') as counts
        from (select channel, refused, count(*)::int as n from fresh group by channel, refused) g) f`.execute(tx);
  return rows[0] ?? { looked: 0, last: null, spared: 0, counts: [] };
}

function withoutSpared({ holdout }: Whom, people: RawBuilder<unknown>): RawBuilder<unknown> {
  if (holdout === 0) return people;
  return sql`select k.* from (${globallyDrawn(people)}) k where k.u >= ${holdout}`;
}

export interface Looked {
  readonly audience: number;
  /** `language`: hers, where it is known. */
  readonly counts: readonly (Batch['counts'][number] & { readonly language: Locale | null })[];
  /** Some of those who may be told, evenly spread. */
  readonly some: readonly string[];
}

/** The same, without writing: of every `stride`-th customer. `most`: so many of those who may be told are named. */
export async function lookAt(tx: Tx, ctx: Context, whom: Whom, stride: number, most: number): Promise<Looked> {
  const workspace = ctx.workspace.id;
  const { rows } = await sql<Looked>`
    with people as materialized (
      select p.* from (
        select ${askedOf}, ${spokenSql} as language, row_number() over (order by c.customer_id) as n from customer c
        where c.workspace_id = ${workspace} and ${whom.where}) p
      where p.n % ${stride}::int = 0
    ), judged as materialized (
      select j.customer_id, j.channel, j.language, coalesce(j.refused, case when row_number() over (partition by j.channel, j.address order by j.n) > 1
        then 'duplicate' end) as refused
      from (${whom.verdicts(withoutSpared(whom, sql`select * from people`))}) j
    ), sendable as (
      select customer_id, row_number() over (order by customer_id) as n, count(*) over () as all_of_them from judged where refused is null
    )
    select (select count(*)::int from people) as audience,
      coalesce((select jsonb_agg(f) from (select channel, refused, language, count(*)::int as n from judged group by channel, refused, language) f), '[]') as counts,
      array(select customer_id from sendable where n % greatest(1, ceil(all_of_them::float8 / ${most}::int)::int) = 0 order by n) as some`.execute(
    tx,
  );
  return rows[0] ?? { audience: 0, counts: [], some: [] };
}

export async function countAudience(tx: Tx, ctx: Context, where: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from customer c where c.workspace_id = ${ctx.workspace.id} and ${where} limit ${most}) t`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** What the batch came to, beside the broadcast. The caller holds it. */
export async function saveProgress(
  tx: Tx,
  workspace: string,
  row: Pick<BroadcastRow, 'broadcast_id'>,
  now: {
    readonly reachedTo: string;
    readonly recipients: number;
    readonly spared: number;
    readonly refused: Readonly<Record<string, number>>;
    readonly byChannel: Readonly<Record<string, number>>;
    readonly workedAt: Date;
  },
): Promise<void> {
  await sql`
    update broadcast set reached_to = ${now.reachedTo}, recipients = ${now.recipients}, spared = ${now.spared}, refused = ${JSON.stringify(now.refused)},
      by_channel = ${JSON.stringify(now.byChannel)}, worked_at = ${now.workedAt}
    where workspace_id = ${workspace} and broadcast_id = ${row.broadcast_id}`.execute(tx);
}

/** The number of the last of the next `limit` who are to be told, and how many they are. */
export async function nextStretch(
  tx: Tx,
  workspace: string,
  row: Pick<BroadcastRow, 'broadcast_id' | 'written_to'>,
  limit: number,
): Promise<{ readonly to: number | null; readonly n: number }> {
  const { rows } = await sql<{ to: number | null; n: number }>`
    select max(n)::int as to, count(*)::int as n from (
      select n from broadcast_recipient
      where workspace_id = ${workspace} and broadcast_id = ${row.broadcast_id} and n > ${row.written_to} and refused is null
      order by n limit ${limit}) r`.execute(tx);
  return rows[0] ?? { to: null, n: 0 };
}

/** SQL: (n, customer_id, step, channel, due_at) of those up to a number, one after the other at the pace. */
export function stretchSql(
  workspace: string,
  row: Pick<BroadcastRow, 'broadcast_id' | 'written_to'>,
  to: number,
  portion: Pick<Portion, 'from' | 'apartMs'>,
): RawBuilder<unknown> {
  return sql`
    select r.n, r.customer_id, r.step, r.channel,
      ${new Date(portion.from)}::timestamptz + ((row_number() over (order by r.n) - 1) * ${portion.apartMs}::float8) * interval '1 millisecond' as due_at
    from broadcast_recipient r
    where r.workspace_id = ${workspace} and r.broadcast_id = ${row.broadcast_id} and r.n > ${row.written_to} and r.n <= ${to} and r.refused is null`;
}

export async function saveWritten(
  tx: Tx,
  workspace: string,
  row: Pick<BroadcastRow, 'broadcast_id'>,
  now: { readonly to: number; readonly written: number; readonly pacedUntil: Date },
): Promise<void> {
  await sql`
    update broadcast set written_to = ${now.to}, written = ${now.written}, paced_until = ${now.pacedUntil}
    where workspace_id = ${workspace} and broadcast_id = ${row.broadcast_id}`.execute(tx);
}
