import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Frame } from './store.ts';

export interface ExposureRow {
  /** Both null: anything at all. */
  readonly what: 'message' | 'task' | null;
  readonly playbook: string | null;
  readonly everything: boolean;
  readonly customers: number;
}

const DAY = sql`interval '24 hours'`;

/** As the scorecard counts contacts: what comes after she has reached the goal cannot have brought her there. */
export async function sumExposure(tx: Tx, frame: Frame): Promise<{ control: number; rows: ExposureRow[] }> {
  const { workspace, subject, epoch, asOf, windowDays, refundDays, goal } = frame;
  const found = await sql<ExposureRow & { control: number }>`
    with person as materialized (
      select m.customer_id, m.entered_at, m.entered_at + ${windowDays}::int * ${DAY} as ends_at from enrolment m
      where m.workspace_id = ${workspace} and m.subject = ${subject} and m.epoch = ${epoch} and m.arm = 'control'
        and m.entered_at <= ${asOf}::timestamptz - ${windowDays + refundDays}::int * ${DAY}
    ), hit as (
      select p.customer_id, min(ev.occurred_at) as at from person p
      join event ev on ev.workspace_id = ${workspace} and ev.customer_id = p.customer_id and ev.type = ${goal}
        and ev.occurred_at >= p.entered_at and ev.occurred_at < p.ends_at and ev.occurred_at < ${asOf}
      group by p.customer_id
    ), contact as (
      select p.customer_id, 'message' as what, msg.playbook, d.contacted_at as at,
        msg.playbook = ${subject} and msg.epoch is not distinct from ${epoch}::int as ours from person p
      join delivery d on d.workspace_id = ${workspace} and d.customer_id = p.customer_id
        and d.contacted_at >= p.entered_at and d.contacted_at < p.ends_at
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id
      union all
      select p.customer_id, 'task', t.playbook, t.ended_at, t.playbook = ${subject} and t.epoch is not distinct from ${epoch}::int from person p
      join task t on t.workspace_id = ${workspace} and t.customer_id = p.customer_id and t.state = 'done'
        and t.ended_at >= p.entered_at and t.ended_at < p.ends_at
    )
    select c.what, nullif(c.playbook, '') as playbook, grouping(c.what) = 1 as everything, count(distinct c.customer_id)::int as customers,
      (select count(*)::int from person) as control
    from person p left join contact c on c.customer_id = p.customer_id
      and (c.ours or not exists (select 1 from hit where hit.customer_id = c.customer_id and hit.at <= c.at))
    group by grouping sets ((), (c.what, nullif(c.playbook, '')))
    order by 4 desc, 1, 2`.execute(tx);
  return { control: found.rows[0]?.control ?? 0, rows: found.rows };
}
