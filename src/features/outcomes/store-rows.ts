/** The customers behind a figure, of the whole or of one group. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import type { Dimension } from './contract-behind.ts';
import type { Population } from './decide-population.ts';
import { firstOf } from './store-behind.ts';
import type { Frame } from './store.ts';

const DAY = sql`interval '24 hours'`;

export interface Wanted {
  readonly population: Population;
  readonly group?: { readonly by: Dimension; readonly key: string } | undefined;
  readonly arm?: 'treatment' | 'control' | undefined;
  readonly segment?: string | undefined;
  readonly converted?: boolean | undefined;
  readonly contacted?: boolean | undefined;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
}

export interface MaturedRow {
  readonly customer_id: string;
  readonly external_id: string | null;
  readonly name: string | null;
  readonly arm: 'treatment' | 'control';
  readonly segment: string;
  readonly entered_at: Date;
  readonly converted: boolean;
  readonly net: number;
  readonly contacts: number;
}

const monthOf = (at: RawBuilder<unknown>, zone: string): RawBuilder<unknown> =>
  sql`to_char((${at} at time zone ${zone})::date, 'YYYY-MM')`;

/** What she has to have had to be counted, `m` being her enrolment; tasks are divided by themselves, not by her first one. */
function havingSql(frame: Frame, { population: { having, which }, group }: Wanted, zone: string): RawBuilder<unknown> {
  const { workspace, subject, epoch, windowDays } = frame;
  const task = sql`from task t where t.workspace_id = ${workspace} and t.customer_id = m.customer_id and t.playbook = ${subject}
    and t.epoch = ${epoch}::int`;
  const message = sql`from message msg where msg.workspace_id = ${workspace} and msg.customer_id = m.customer_id
    and msg.playbook = ${subject} and msg.epoch = ${epoch}::int`;
  const by = (dimension: Dimension, value: RawBuilder<unknown>): RawBuilder<unknown> =>
    group?.by === dimension ? sql`and ${value} = ${group.key}` : sql``;
  if (having === 'message')
    return sql`and exists (select 1 ${message} and exists (select 1 from delivery d where d.workspace_id = ${workspace}
      and d.message_id = msg.message_id ${which === null ? sql`` : sql`and d.channel = ${which}`}))`;
  if (having === 'question')
    return sql`and exists (select 1 from survey_link l where l.workspace_id = ${workspace} and l.customer_id = m.customer_id
      and l.playbook = ${subject} and l.epoch = ${epoch}::int and (l.answered_at is not null or l.revoked_at is null))`;
  if (having === 'answer')
    return sql`and exists (select 1 from metric_reading r where r.workspace_id = ${workspace} and r.customer_id = m.customer_id
      and r.metric = ${which} and r.dimension = '' and r.answered_at >= m.entered_at
      and r.answered_at < m.entered_at + ${windowDays}::int * ${DAY})`;
  if (having === 'task')
    return sql`and exists (select 1 ${task} and t.origin = 'flow' ${by('channel', sql`t.channel`)}
      ${by('script', sql`coalesce(t.script, '')`)} ${by('person', sql`coalesce(t.ended_by, t.assignee_id, '')`)})`;
  if (having === 'task_done')
    return sql`and exists (select 1 ${task} and t.state = 'done' and t.ended_by is not null
      ${which === null ? sql`` : sql`and t.ended_by = ${which}`} ${by('channel', sql`t.channel`)} ${by('person', sql`t.ended_by`)}
      ${by('month', monthOf(sql`t.ended_at`, zone))})`;
  return sql``;
}

function groupSql(frame: Frame, { group, population: { having } }: Wanted, zone: string): RawBuilder<unknown> {
  if (!group) return sql``;
  const { by, key } = group;
  if (by === 'segment') return sql`and m.segment = ${key}`;
  if (by === 'version') return sql`and m.rule_version::text = ${key}`;
  if (by === 'month') return having === 'task_done' ? sql`` : sql`and ${monthOf(sql`m.entered_at`, zone)} = ${key}`;
  if (having === 'task' || having === 'task_done') return sql``;
  return sql`and m.arm = 'treatment' and coalesce((${firstOf(by, frame, 'm')}), '') = ${key}`;
}

/** The newest entries first, of those the caller may see. */
export async function listRows(tx: Tx, ctx: Context, of: Frame, wanted: Wanted): Promise<MaturedRow[]> {
  const { population, after, limit } = wanted;
  const frame = { ...of, windowDays: population.days ?? of.windowDays };
  const { workspace, subject, epoch, asOf, goal, windowDays, refundDays } = frame;
  const { zone } = ctx.workspace;
  const wait = population.who === 'matured' ? windowDays + refundDays : 0;
  const arm = wanted.arm ?? (population.treatedOnly ? 'treatment' : undefined);
  const segment = population.segment ?? wanted.segment;
  const contacted = population.having === 'contact' ? true : wanted.contacted;
  const { converted } = wanted;
  const ends = sql`m.entered_at + ${windowDays}::int * ${DAY}`;
  const hit = sql`exists (select 1 from event ev where ev.workspace_id = ${workspace} and ev.customer_id = m.customer_id
      and ev.type = ${goal} and ev.occurred_at >= m.entered_at and ev.occurred_at < ${ends} and ev.occurred_at < ${asOf})`;
  const messages = sql`from delivery d
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id and msg.playbook = ${subject} and msg.epoch = ${epoch}::int
      where d.workspace_id = ${workspace} and d.customer_id = m.customer_id
        and d.contacted_at >= m.entered_at and d.contacted_at < ${ends}`;
  const tasks = sql`from task t where t.workspace_id = ${workspace} and t.customer_id = m.customer_id and t.state = 'done'
      and t.playbook = ${subject} and t.epoch = ${epoch}::int and t.ended_at >= m.entered_at and t.ended_at < ${ends}`;
  const touched = sql`(exists (select 1 ${messages}) or exists (select 1 ${tasks}))`;
  const found = await sql<MaturedRow>`
    with page as materialized (
      select m.customer_id, m.arm, m.segment, m.entered_at, c.external_id, c.name, ${ends} as ends_at
      from enrolment m
      join customer c on c.workspace_id = ${workspace} and c.customer_id = m.customer_id ${inScope(ctx, 'c')}
      where m.workspace_id = ${workspace} and m.subject = ${subject} and m.epoch = ${epoch}
        and m.entered_at <= ${asOf}::timestamptz - ${wait}::int * ${DAY}
        ${arm === undefined ? sql`` : sql`and m.arm = ${arm}`}
        ${segment === undefined ? sql`` : sql`and m.segment = ${segment}`}
        ${converted === undefined ? sql`` : converted ? sql`and ${hit}` : sql`and not ${hit}`}
        ${contacted === undefined ? sql`` : contacted ? sql`and ${touched}` : sql`and not ${touched}`}
        ${groupSql(of, wanted, zone)} ${havingSql(frame, wanted, zone)}
        ${after ? sql`and (m.entered_at < ${after.at} or (m.entered_at = ${after.at} and m.customer_id > ${after.id}))` : sql``}
      order by m.entered_at desc, m.customer_id limit ${limit}
    )
    select m.customer_id, m.external_id, m.name, m.arm, m.segment, m.entered_at, ${hit} as converted,
      coalesce((select sum(ev.amount) from event ev where ev.workspace_id = ${workspace} and ev.customer_id = m.customer_id
        and ev.type in ('purchase', 'refund') and ev.occurred_at >= m.entered_at and ev.occurred_at < m.ends_at
        and ev.occurred_at < ${asOf}), 0)::float8 as net,
      ((select count(*) ${messages}) + (select count(*) ${tasks}))::int as contacts
    from page m order by m.entered_at desc, m.customer_id`.execute(tx);
  return found.rows;
}
