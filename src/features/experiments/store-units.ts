/** Who has which wording, in which pair, and what she did in her window. */
import { type RawBuilder, sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { TrialOutcome } from './contract-trials.ts';
import type { Alone, Bit, Paired, Variant } from './decide-trial.ts';

export async function findUnits(
  tx: Tx,
  workspace: string,
  experiment: string,
  customers: readonly string[],
): Promise<ReadonlyMap<string, Variant>> {
  const { rows } = await sql<{ customer_id: string; variant: Variant }>`
    select customer_id, variant from experiment_unit where workspace_id = ${workspace} and experiment_id = ${experiment}
      and customer_id = any(${plainArrayOf(customers, (id) => id)}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.customer_id, row.variant]));
}

/** What a draw is made of: the customer's own id. */
export async function unitsOf(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
): Promise<{ customer_id: string; unit: string }[]> {
  const { rows } = await sql<{ customer_id: string; unit: string }>`
    select customer_id, external_id as unit from customer where workspace_id = ${workspace}
      and customer_id = any(${plainArrayOf(customers, (id) => id)}::text[]) order by customer_id`.execute(tx);
  return rows;
}

/** Still without a partner, oldest first; at most `limit` of the latest. */
export async function findAlone(tx: Tx, workspace: string, experiment: string, limit: number): Promise<Alone[]> {
  const { rows } = await sql<Alone>`
    select customer_id as "customerId", variant, seq from experiment_unit
    where workspace_id = ${workspace} and experiment_id = ${experiment} and block is null order by seq desc limit ${limit}`.execute(
    tx,
  );
  return rows.reverse();
}

export interface NewUnit {
  readonly customerId: string;
  readonly unit: string;
  readonly u: number;
  readonly variant: Variant;
  readonly seq: number;
  readonly block: number | null;
}

export async function insertUnits(
  tx: Tx,
  workspace: string,
  experiment: string,
  units: readonly NewUnit[],
  times: { now: Date; guardDue: Date; due: Date },
): Promise<void> {
  await sql`
    insert into experiment_unit (workspace_id, experiment_id, customer_id, unit, u, variant, seq, block, assigned_at, guard_due_at, due_at)
    select ${workspace}, ${experiment}, i.customer_id, i.unit, i.u, i.variant, i.seq, i.block, ${times.now}, ${times.guardDue}, ${times.due}
    from unnest(${plainArrayOf(units, (each) => each.customerId)}::text[], ${arrayOf(units, (each) => each.unit)}::text[],
      ${arrayOf(units, (each) => each.u)}::float8[], ${plainArrayOf(units, (each) => each.variant)}::text[],
      ${arrayOf(units, (each) => each.seq)}::int[], ${arrayOf(units, (each) => each.block)}::int[]
    ) as i(customer_id, unit, u, variant, seq, block)
    order by i.customer_id`.execute(tx);
}

export async function saveBlocks(
  tx: Tx,
  workspace: string,
  experiment: string,
  paired: readonly Paired[],
): Promise<void> {
  if (paired.length === 0) return;
  await sql`
    update experiment_unit x set block = i.block
    from unnest(${plainArrayOf(paired, (each) => each.customerId)}::text[], ${arrayOf(paired, (each) => each.block)}::int[]) as i(customer_id, block)
    where x.workspace_id = ${workspace} and x.experiment_id = ${experiment} and x.customer_id = i.customer_id`.execute(
    tx,
  );
}

/** Counts the harm done to those whose days for it are over. Returns how many. */
export async function matureGuards(
  tx: Tx,
  workspace: string,
  experiment: string,
  now: Date,
  limit: number,
): Promise<number> {
  const within = sql`ev.workspace_id = ${workspace} and ev.customer_id = d.customer_id and ev.occurred_at >= d.assigned_at and ev.occurred_at < d.guard_due_at`;
  const { rows } = await sql<{ customer_id: string }>`
    with due as materialized (
      select customer_id, assigned_at, guard_due_at from experiment_unit
      where workspace_id = ${workspace} and experiment_id = ${experiment} and opted_out is null and guard_due_at <= ${now}
      order by guard_due_at, customer_id limit ${limit}
    )
    update experiment_unit x set
      opted_out = case when exists (select 1 from event ev where ${within} and ev.type = 'opted_out') then 1 else 0 end,
      complained = case when exists (select 1 from event ev where ${within} and (ev.type = 'complaint'
        or (ev.type = 'response' and ev.properties ->> 'signal_complaint' = 'true'))) then 1 else 0 end
    from due d where x.workspace_id = ${workspace} and x.experiment_id = ${experiment} and x.customer_id = d.customer_id
    returning x.customer_id`.execute(tx);
  return rows.length;
}

export interface OutcomeFrame {
  readonly experiment: string;
  readonly playbook: string;
  readonly part: string;
  readonly outcome: TrialOutcome;
}

export async function matureOutcomes(
  tx: Tx,
  workspace: string,
  frame: OutcomeFrame,
  now: Date,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ customer_id: string }>`
    with due as materialized (
      select customer_id, assigned_at, due_at from experiment_unit
      where workspace_id = ${workspace} and experiment_id = ${frame.experiment} and hit is null and due_at <= ${now}
      order by due_at, customer_id limit ${limit}
    )
    update experiment_unit x set hit = case when exists (
      select 1 from event ev where ev.workspace_id = ${workspace} and ev.customer_id = d.customer_id
        and ev.occurred_at >= d.assigned_at and ev.occurred_at < d.due_at and (${counts(frame)})) then 1 else 0 end
    from due d where x.workspace_id = ${workspace} and x.experiment_id = ${frame.experiment} and x.customer_id = d.customer_id
    returning x.customer_id`.execute(tx);
  return rows.length;
}

function counts({ playbook, part, outcome }: OutcomeFrame): RawBuilder<unknown> {
  const ours = sql`ev.properties ->> 'playbook' = ${playbook}`;
  const message = sql`${ours} and ev.properties ->> 'message' = ${part}`;
  switch (outcome.kind) {
    case 'read':
      return sql`ev.type = 'message_read' and ${message}`;
    case 'answered':
      return sql`(ev.type = 'response' and ${ours}) or (ev.type = 'message_replied' and ${message})`;
    case 'csat':
      return sql`ev.type = 'response' and ${ours} and jsonb_typeof(ev.properties -> 'csat') = 'number'
        and (ev.properties ->> 'csat')::float8 >= ${outcome.atLeast}`;
    case 'event':
      return sql`ev.type = ${outcome.event}`;
  }
}

export interface PairRow {
  readonly block: number;
  readonly a: Bit;
  readonly b: Bit;
  readonly a2: Bit;
  readonly b2: Bit;
}

/** Pairs after `after` in their order, both of whom are counted; `outcome`: hits, else opt-outs (a, b) and complaints (a2, b2). */
export async function nextPairs(
  tx: Tx,
  workspace: string,
  experiment: string,
  of: { readonly what: 'outcome' | 'guards'; readonly after: number; readonly limit: number },
): Promise<PairRow[]> {
  const [first, second] = of.what === 'outcome' ? [sql`hit`, sql`hit`] : [sql`opted_out`, sql`complained`];
  const { rows } = await sql<PairRow>`
    select block, max(${first}) filter (where variant = 'a') as a, max(${first}) filter (where variant = 'b') as b,
      max(${second}) filter (where variant = 'a') as a2, max(${second}) filter (where variant = 'b') as b2
    from experiment_unit where workspace_id = ${workspace} and experiment_id = ${experiment}
      and block > ${of.after} and block <= ${of.after + of.limit}
    group by block having count(${first}) = 2 order by block`.execute(tx);
  return rows;
}

export interface UnitSums {
  readonly variant: Variant;
  readonly n: number;
  readonly matured: number;
  readonly hits: number;
  readonly guarded: number;
  readonly opted_out: number;
  readonly complained: number;
}

export async function sumUnits(tx: Tx, workspace: string, experiment: string): Promise<UnitSums[]> {
  const { rows } = await sql<UnitSums>`
    select variant, count(*)::int as n, count(hit)::int as matured, coalesce(sum(hit), 0)::int as hits, count(opted_out)::int as guarded,
      coalesce(sum(opted_out), 0)::int as opted_out, coalesce(sum(complained), 0)::int as complained
    from experiment_unit where workspace_id = ${workspace} and experiment_id = ${experiment} group by variant`.execute(
    tx,
  );
  return rows;
}

/** The next moment after `after` at which somebody is to be counted. */
export async function nextDue(tx: Tx, workspace: string, after: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(guard_due_at) from experiment_unit where workspace_id = ${workspace} and opted_out is null and guard_due_at > ${after}),
      (select min(due_at) from experiment_unit where workspace_id = ${workspace} and hit is null and due_at > ${after})) as at`.execute(
    tx,
  );
  return rows[0]?.at ?? null;
}
