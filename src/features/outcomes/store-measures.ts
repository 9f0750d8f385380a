/**
 * What is summed, once: each measure is a select (key text[], v numeric[]) over people (customer_id, arm, segment, version, entered_at, ends_at), and
 * adds up over them. The same select fills the slices and reads what no slice holds, so the two cannot say different things.
 */
import { type RawBuilder, sql } from 'kysely';
import { callsSql, contactsSql, followedSql, servedSql, spreadSql, toilSql, workSql } from '../costs/index.ts';
import { reachSql } from '../messages/index.ts';
import { askedSql } from '../surveys/index.ts';
import type { Frame } from './store.ts';

export interface Measure {
  readonly name: string;
  /** How many values each key has. */
  readonly values: number;
  readonly sql: (people: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/** Days of spend before entry that the revenue is adjusted by. */
const BEFORE_DAYS = 90;
const DAY = sql`interval '24 hours'`;

/** Adapters without receipts; the zone decides which month somebody entered in. */
export interface Setting extends Frame {
  readonly zone: string;
  readonly blind: readonly string[];
}

/** One row per person, from her events around her own window, through the index by customer. */
export function perPerson(frame: Frame, people: RawBuilder<unknown>): RawBuilder<unknown> {
  const { workspace, goal } = frame;
  const inside = sql`ev.occurred_at >= p.entered_at`;
  const money = sql`ev.type in ('purchase', 'refund')`;
  return sql`
    select p.customer_id, p.arm, p.segment, p.version, p.entered_at, p.ends_at,
      coalesce(bool_or(ev.type = ${goal} and ${inside}), false) as converted,
      coalesce(bool_or(ev.type = 'purchase' and ${inside}), false) as bought,
      coalesce(sum(ev.amount) filter (where ${money} and ${inside}), 0) as net,
      coalesce(sum(ev.amount) filter (where ${money} and not (${inside})), 0) as before
    from (${people}) p
    left join event ev on ev.workspace_id = ${workspace} and ev.customer_id = p.customer_id
      and ev.type in (${goal}, 'purchase', 'refund')
      and ev.occurred_at >= p.entered_at - ${BEFORE_DAYS}::int * ${DAY} and ev.occurred_at < p.ends_at
    group by p.customer_id, p.arm, p.segment, p.version, p.entered_at, p.ends_at`;
}

const monthSql = (zone: string): RawBuilder<unknown> =>
  sql`to_char((p.entered_at at time zone ${zone})::date, 'YYYY-MM')`;

/** [arm, month, segment, version]: n, converters, buyers, net, net², before, before², net x before, those with net. */
export const outcome = (frame: Setting): Measure => ({
  name: `outcome:${frame.windowDays}`,
  values: 9,
  sql: (people) => sql`
    select array[o.arm, o.month, o.segment, o.version] as key,
      array[count(*), count(*) filter (where o.converted), count(*) filter (where o.bought), sum(o.net), sum(o.net * o.net),
        sum(o.before), sum(o.before * o.before), sum(o.net * o.before), count(*) filter (where o.net <> 0)]::numeric[] as v
    from (select p.*, ${monthSql(frame.zone)} as month from (${perPerson(frame, people)}) p) o
    group by o.arm, o.month, o.segment, o.version`,
});

/** [arm, month, segment, version]: entered. */
export const entered = (frame: Setting): Measure => ({
  name: 'entered',
  values: 1,
  sql: (people) => sql`
    select array[e.arm, e.month, e.segment, e.version] as key, array[count(*)]::numeric[] as v
    from (select p.*, ${monthSql(frame.zone)} as month from (${people}) p) e group by e.arm, e.month, e.segment, e.version`,
});

/**
 * [arm, month, segment, version]: contacted by anything, contacts by this playbook, net revenue of those it contacted. What others do after she
 * has reached the goal (asking how her purchase was) cannot have brought her there and is left out.
 */
export const contact = (frame: Setting): Measure => {
  const { workspace, subject, epoch, goal, zone } = frame;
  return {
    name: 'contact',
    values: 3,
    sql: (people) => sql`
      select array[x.arm, x.month, x.segment, x.version] as key,
        array[count(*) filter (where x.touched), coalesce(sum(x.ours), 0), coalesce(sum(x.net) filter (where x.ours > 0), 0)]::numeric[] as v
      from (
        select p.arm, ${monthSql(zone)} as month, p.segment, p.version, c.ours, coalesce(c.touched, false) as touched, b.net
        from (${people}) p
        left join lateral (
          select min(ev.occurred_at) as at from event ev
          where ev.workspace_id = ${workspace} and ev.customer_id = p.customer_id and ev.type = ${goal}
            and ev.occurred_at >= p.entered_at and ev.occurred_at < p.ends_at
        ) hit on true
        left join lateral (
          select count(*) filter (where k.ours) as ours, bool_or(k.ours or hit.at is null or k.at < hit.at) as touched from (
            select d.contacted_at as at, coalesce(msg.playbook = ${subject} and msg.epoch = ${epoch}::int, false) as ours
            from delivery d
            join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id
            where d.workspace_id = ${workspace} and d.customer_id = p.customer_id
              and d.contacted_at >= p.entered_at and d.contacted_at < p.ends_at
            union all
            select t.ended_at as at, coalesce(t.playbook = ${subject} and t.epoch = ${epoch}::int, false) as ours
            from task t
            where t.workspace_id = ${workspace} and t.customer_id = p.customer_id and t.state = 'done'
              and t.ended_at >= p.entered_at and t.ended_at < p.ends_at
          ) k
        ) c on true
        left join lateral (
          select sum(ev.amount) as net from event ev
          where ev.workspace_id = ${workspace} and ev.customer_id = p.customer_id and ev.type in ('purchase', 'refund')
            and ev.occurred_at >= p.entered_at and ev.occurred_at < p.ends_at and c.ours > 0
        ) b on true
      ) x group by x.arm, x.month, x.segment, x.version`,
  };
};

/** [metric, arm, score, month, segment, version]: the latest answer of each in her window, whoever asked: the same question to both arms. */
export const scores = (frame: Setting): Measure => ({
  name: 'scores',
  values: 1,
  sql: (people) => sql`
    select array[l.metric, l.arm, l.score::float8::text, l.month, l.segment, l.version] as key, array[count(*)]::numeric[] as v from (
      select distinct on (r.metric, p.customer_id) r.metric, p.arm, r.score, ${monthSql(frame.zone)} as month, p.segment, p.version
      from (${people}) p
      join metric_reading r on r.workspace_id = ${frame.workspace} and r.customer_id = p.customer_id and r.dimension = ''
        and r.answered_at >= p.entered_at and r.answered_at < p.ends_at
      order by r.metric, p.customer_id, r.answered_at desc, r.response_id desc
    ) l group by l.metric, l.arm, l.score, l.month, l.segment, l.version`,
});

const ofPlaybook = ({ workspace, subject, epoch, zone }: Setting) => ({ workspace, playbook: subject, epoch, zone });

/** [channel, day]: contacts by this playbook with the treated in their windows. */
export const contacts = (frame: Setting): Measure => ({
  name: 'contacts',
  values: 1,
  sql: (people) => contactsSql(ofPlaybook(frame), people),
});

/** [person, day, kind]: tasks for the treated in their windows, those whose minutes are known, seconds, capped. */
export const toil = (frame: Setting): Measure => ({
  name: 'toil',
  values: 4,
  sql: (people) => toilSql(ofPlaybook(frame), people),
});

/** [month, segment, version]: treated followed up, reached, answered. */
export const followed = (frame: Setting): Measure => ({
  name: 'followed',
  values: 3,
  sql: (people) => followedSql(ofPlaybook(frame), people, frame.blind),
});

/** [channel or '', month, segment, version]: wanted, sent, delivered, only accepted, answered. */
export const reach = (frame: Setting, until: Date | null): Measure => ({
  name: 'reach',
  values: 5,
  sql: (people) => reachSql(ofPlaybook(frame), people, frame.blind, until),
});

/** [month, segment, version]: questions asked, and answered. */
export const asked = (frame: Setting, until: Date | null): Measure => ({
  name: 'asked',
  values: 2,
  sql: (people) => askedSql(ofPlaybook(frame), people, until),
});

/** [channel, month, segment, version]: contacts of the treated. */
export const spread = (frame: Setting): Measure => ({
  name: 'spread',
  values: 1,
  sql: (people) => spreadSql(ofPlaybook(frame), people),
});

/** Of time, not of people: what everybody did on a day, since how much of a day went here is known only beside the rest of it. */
export const work = (workspace: string, zone: string): Measure => ({
  name: 'work',
  values: 4,
  sql: (ranges) => workSql(workspace, zone, ranges),
});

export const served = (workspace: string, zone: string): Measure => ({
  name: 'served',
  values: 1,
  sql: (ranges) => servedSql(workspace, zone, ranges),
});

export const calls = (workspace: string, zone: string): Measure => ({
  name: 'calls',
  values: 2,
  sql: (ranges) => callsSql(workspace, zone, ranges),
});
