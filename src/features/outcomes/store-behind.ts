/** The customers behind a figure, and the same sums by a dimension. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Dimension } from './contract-behind.ts';
import { perPerson } from './store-measures.ts';
import { peopleSql } from './store-people.ts';
import type { Frame } from './store.ts';

const DAY = sql`interval '24 hours'`;
const DAY_MS = 86_400_000;

function matured(frame: Frame): RawBuilder<unknown> {
  const cutoff = new Date(frame.asOf.getTime() - (frame.windowDays + frame.refundDays) * DAY_MS);
  return peopleSql(frame, [{ from: null, to: null }], cutoff);
}

export interface GroupSums {
  readonly key: string;
  readonly arm: 'treatment' | 'control';
  readonly n: number;
  readonly k: number;
  readonly sum: number;
  readonly sumsq: number;
}

/** Only the treated have these: the first contact or task of the epoch within her window. '' where there was none. */
export function firstOf(
  dimension: 'channel' | 'person' | 'script',
  frame: Frame,
  /** What her enrolment is called around it. */
  alias: 'person' | 'm' = 'person',
): RawBuilder<unknown> {
  const { workspace, subject, epoch, windowDays } = frame;
  const who = sql.ref(`${alias}.customer_id`);
  const entered = sql.ref(`${alias}.entered_at`);
  const ends = sql`${entered} + ${windowDays}::int * ${DAY}`;
  const task = sql`from task t where t.workspace_id = ${workspace} and t.customer_id = ${who} and t.state = 'done'
      and t.playbook = ${subject} and t.epoch = ${epoch}::int and t.ended_at >= ${entered} and t.ended_at < ${ends}`;
  if (dimension === 'person') return sql`select t.ended_by as value ${task} order by t.ended_at, t.task_id limit 1`;
  if (dimension === 'script')
    return sql`select t.script as value ${task} and t.script is not null order by t.ended_at, t.task_id limit 1`;
  return sql`
    select c.channel as value from (
      select d.channel, d.contacted_at as at from delivery d
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id and msg.playbook = ${subject} and msg.epoch = ${epoch}::int
      where d.workspace_id = ${workspace} and d.customer_id = ${who}
        and d.contacted_at >= ${entered} and d.contacted_at < ${ends}
      union all select t.channel, t.ended_at as at ${task}
    ) c order by c.at, c.channel limit 1`;
}

/** The dimension in the place of the version, of the treated only. */
export function dressed(
  dimension: 'channel' | 'person' | 'script',
  frame: Frame,
): (people: RawBuilder<unknown>) => RawBuilder<unknown> {
  return (people) => sql`
    select person.customer_id, person.arm, person.segment, coalesce(first.value, '') as version, person.entered_at, person.ends_at
    from (${people}) person left join lateral (${firstOf(dimension, frame)}) first on true where person.arm = 'treatment'`;
}

export async function sumGroups(tx: Tx, frame: Frame, by: Dimension, zone: string): Promise<GroupSums[]> {
  const { workspace, subject, epoch } = frame;
  const alone = by === 'channel' || by === 'person' || by === 'script';
  const key =
    by === 'month'
      ? sql`to_char((person.entered_at at time zone ${zone})::date, 'YYYY-MM')`
      : by === 'segment'
        ? sql`person.segment`
        : by === 'version'
          ? sql`e.rule_version::text`
          : sql`coalesce(first.value, '')`;
  const join = alone
    ? sql`left join lateral (${firstOf(by, frame)}) first on true`
    : by === 'version'
      ? sql`join enrolment e on e.workspace_id = ${workspace} and e.subject = ${subject} and e.epoch = ${epoch}
          and e.customer_id = person.customer_id`
      : sql``;
  const found = await sql<GroupSums>`
    select ${key} as key, person.arm, count(*)::int as n, (count(*) filter (where person.converted))::int as k,
      sum(person.net)::float8 as sum, sum(person.net * person.net)::float8 as sumsq
    from (${perPerson(frame, matured(frame))}) person ${join}
    ${alone ? sql`where person.arm = 'treatment'` : sql``}
    group by 1, 2 order by 1, 2`.execute(tx);
  return found.rows;
}
