import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import { globallyDrawn } from '../experiments/index.ts';

export interface GlobalFrame {
  readonly workspace: string;
  readonly holdout: number;
  readonly startsAt: Date;
  readonly asOf: Date;
  readonly windowDays: number;
  readonly refundDays: number;
}

export interface GlobalSums {
  readonly control: boolean;
  readonly customers: number;
  readonly matured: number;
  readonly buyers: number;
  readonly sum: number;
  readonly sumsq: number;
}

const DAY = sql`interval '24 hours'`;

/** Each customer from the start of the epoch, or since she has been known. */
export async function sumGlobal(tx: Tx, frame: GlobalFrame): Promise<GlobalSums[]> {
  const { workspace, holdout, startsAt, asOf, windowDays, refundDays } = frame;
  const people = sql`select customer_id, external_id as unit, greatest(created_at, ${startsAt}::timestamptz) as entered_at
    from customer where workspace_id = ${workspace} and created_at <= ${asOf}`;
  const { rows } = await sql<GlobalSums>`
    with drawn as materialized (
      select d.customer_id, d.entered_at, d.u < ${holdout} as control,
        d.entered_at <= ${asOf}::timestamptz - ${windowDays + refundDays}::int * ${DAY} as matured
      from (${globallyDrawn(people)}) d
    ), person as materialized (
      select d.control, d.matured, coalesce(bool_or(ev.type = 'purchase'), false) as bought, coalesce(sum(ev.amount), 0)::float8 as net
      from drawn d left join event ev on d.matured and ev.workspace_id = ${workspace} and ev.customer_id = d.customer_id
        and ev.type in ('purchase', 'refund') and ev.occurred_at >= d.entered_at and ev.occurred_at < d.entered_at + ${windowDays}::int * ${DAY}
        and ev.occurred_at >= ${startsAt} and ev.occurred_at < ${asOf}
      group by d.customer_id, d.control, d.matured
    ), tail as (select percentile_cont(0.99) within group (order by net) as cap from person where matured and net <> 0)
    select control, count(*)::int as customers, count(*) filter (where matured)::int as matured,
      count(*) filter (where matured and bought)::int as buyers,
      coalesce(sum(least(net, coalesce(cap, net))) filter (where matured), 0) as sum,
      coalesce(sum(least(net, coalesce(cap, net)) ^ 2) filter (where matured), 0) as sumsq
    from person cross join tail group by control`.execute(tx);
  return rows;
}
