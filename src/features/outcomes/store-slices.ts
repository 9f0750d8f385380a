/** Slices: which stand, what they hold, and how one is made. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Measure } from './store-measures.ts';

/** Whose slices: a playbook's epoch, or (subject '', epoch 0) what was worked. */
export interface Whose {
  readonly workspace: string;
  readonly subject: string;
  readonly epoch: number;
}

export interface SliceRow {
  readonly day: string;
  readonly n: number;
  readonly last_at: Date;
  readonly made_at: Date;
}

/** Those that stand: made by the same definition, and nothing they count has changed since. */
export async function standing(tx: Tx, { workspace, subject, epoch }: Whose, definition: string): Promise<SliceRow[]> {
  const found = await sql<SliceRow>`
    select s.day, s.n, s.last_at, s.made_at from outcome_slice s
    where s.workspace_id = ${workspace} and s.subject = ${subject} and s.epoch = ${epoch} and s.definition = ${definition}
      and not exists (select 1 from outcome_mark k where k.workspace_id = ${workspace} and k.subject = ${subject} and k.epoch = ${epoch}
        and k.day = s.day)
    order by s.day`.execute(tx);
  return found.rows;
}

export async function hasAny(tx: Tx, { workspace, subject, epoch }: Whose): Promise<boolean> {
  const found =
    await sql`select 1 from outcome_slice where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch}
    limit 1`.execute(tx);
  return found.rows.length > 0;
}

export interface Sum {
  readonly key: readonly string[];
  readonly v: readonly number[];
}

/** What the slices of `days` hold, and what `rest` says of everything else. */
export async function sumUp(
  tx: Tx,
  { workspace, subject, epoch }: Whose,
  measure: Measure,
  days: readonly string[],
  rest: RawBuilder<unknown> | null,
): Promise<Sum[]> {
  const sums = Array.from({ length: measure.values }, (_each, i) => sql`sum(u.v[${sql.lit(i + 1)}])::text`);
  const stored = sql`select s.key, s.v from outcome_sum s where s.workspace_id = ${workspace} and s.subject = ${subject}
    and s.epoch = ${epoch} and s.measure = ${measure.name} and s.day = any(${[...days]}::date[])`;
  const parts = [
    ...(days.length > 0 ? [stored] : []),
    ...(rest ? [sql`select x.key, x.v from (${measure.sql(rest)}) x`] : []),
  ];
  if (parts.length === 0) return [];
  const found = await sql<{ key: string[]; v: string[] }>`
    select u.key, array[${sql.join(sums)}] as v from (${sql.join(parts, sql` union all `)}) u group by u.key order by u.key`.execute(
    tx,
  );
  return found.rows.map(({ key, v }) => ({ key, v: v.map(Number) }));
}

export interface TailRow {
  readonly arm: 'treatment' | 'control';
  readonly net: number;
  readonly before: number;
}

/** The `most` who spent most. */
export async function tailOf(
  tx: Tx,
  { workspace, subject, epoch }: Whose,
  days: readonly string[],
  rest: RawBuilder<unknown> | null,
  most: number,
): Promise<TailRow[]> {
  const stored = sql`(select b.arm, b.net, b.before from outcome_buyer b where b.workspace_id = ${workspace} and b.subject = ${subject}
    and b.epoch = ${epoch} and b.day = any(${[...days]}::date[]) order by b.net desc limit ${most})`;
  const read = sql`(select o.arm, o.net, o.before from (${rest ?? sql``}) o where o.net <> 0 order by o.net desc limit ${most})`;
  const parts = [...(days.length > 0 ? [stored] : []), ...(rest ? [read] : [])];
  if (parts.length === 0 || most <= 0) return [];
  const found = await sql<TailRow>`
    select u.arm, u.net, u.before from (${sql.join(parts, sql` union all `)}) u order by u.net desc, u.arm, u.before limit ${most}`.execute(
    tx,
  );
  return found.rows;
}

/** Makers of one epoch's slices wait for each other; the work of all shares one line. */
export async function holdEpoch(tx: Tx, { workspace, subject, epoch }: Whose): Promise<void> {
  await sql`select 1 from epoch where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch} for no key update`.execute(
    tx,
  );
}

/** First the marks, then the reading: what commits between them leaves a mark of its own. */
export async function takeMarks(tx: Tx, { workspace, subject, epoch }: Whose, day: string): Promise<void> {
  await sql`delete from outcome_mark where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch} and day = ${day}::date`.execute(
    tx,
  );
}

export async function emptySlice(tx: Tx, { workspace, subject, epoch }: Whose, day: string): Promise<void> {
  for (const table of ['outcome_sum', 'outcome_buyer', 'outcome_slice'])
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch} and day = ${day}::date`.execute(
      tx,
    );
}

export async function saveSums(
  tx: Tx,
  { workspace, subject, epoch }: Whose,
  day: string,
  measure: Measure,
  people: RawBuilder<unknown>,
) {
  await sql`
    insert into outcome_sum (workspace_id, subject, epoch, measure, day, key, v)
    select ${workspace}, ${subject}, ${epoch}::int, ${measure.name}, ${day}::date, x.key, x.v from (${measure.sql(people)}) x
    where x.key is not null`.execute(tx);
}

export async function saveBuyers(
  tx: Tx,
  { workspace, subject, epoch }: Whose,
  day: string,
  persons: RawBuilder<unknown>,
) {
  await sql`
    insert into outcome_buyer (workspace_id, subject, epoch, customer_id, day, arm, net, before)
    select ${workspace}, ${subject}, ${epoch}::int, o.customer_id, ${day}::date, o.arm, o.net, o.before from (${persons}) o
    where o.net <> 0`.execute(tx);
}

export interface Counted {
  readonly n: number;
  readonly first_at: Date | null;
  readonly last_at: Date | null;
}

export async function saveSlice(
  tx: Tx,
  { workspace, subject, epoch }: Whose,
  day: string,
  slice: {
    readonly n: number;
    readonly first: Date;
    readonly last: Date;
    readonly definition: string;
    readonly now: Date;
  },
): Promise<void> {
  await sql`
    insert into outcome_slice (workspace_id, subject, epoch, day, n, first_at, last_at, definition, made_at)
    values (${workspace}, ${subject}, ${epoch}, ${day}::date, ${slice.n}, ${slice.first}, ${slice.last}, ${slice.definition}, ${slice.now})`.execute(
    tx,
  );
}

export async function countEntered(tx: Tx, people: RawBuilder<unknown>): Promise<Counted> {
  const found =
    await sql<Counted>`select count(*)::int as n, min(p.entered_at) as first_at, max(p.entered_at) as last_at
    from (${people}) p`.execute(tx);
  return found.rows[0] ?? { n: 0, first_at: null, last_at: null };
}

export async function countWorked(tx: Tx, workspace: string, ranges: RawBuilder<unknown>): Promise<Counted> {
  const found = await sql<Counted>`
    select count(*)::int as n, min(t.ended_at) as first_at, max(t.ended_at) as last_at
    from ${ranges} join task t on t.workspace_id = ${workspace} and t.state = 'done' and t.ended_at >= r.from_at and t.ended_at < r.to_at`.execute(
    tx,
  );
  return found.rows[0] ?? { n: 0, first_at: null, last_at: null };
}
