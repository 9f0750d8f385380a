/** The nine indicators in one statement over the raw rows, as somebody would write it who knows this database: each table read once. */
export function byHand(workspace: string, playbook: string, now: Date): string {
  const at = `timestamptz '${now.toISOString()}'`;
  const matured = (days: number): string => `p.entered_at <= ${at} - interval '${days + 14} days'`;
  const within = (days: number): string =>
    `ev.occurred_at >= p.entered_at and ev.occurred_at < p.entered_at + interval '${days} days'`;
  const horizon = (days: number): string => `
    'h${days}', (select json_agg(h) from (select arm, count(*) as n, count(*) filter (where bought_${days}) as k, sum(net_${days}) as sum,
      sum(net_${days} * net_${days}) as sumsq from money where m_${days} group by arm) h)`;
  const spent = (days: number): string => `
    coalesce(bool_or(${within(days)}), false) as bought_${days}, coalesce(sum(ev.amount) filter (where ${within(days)}), 0) as net_${days},
    ${matured(days)} as m_${days}`;
  return `
  with p as materialized (
    select customer_id, arm, segment, entered_at from enrolment where workspace_id = '${workspace}' and subject = '${playbook}' and epoch = 1
  ), money as materialized (
    select p.customer_id, p.arm, p.segment, p.entered_at, ${[30, 90, 180, 365].map(spent).join(',')},
      coalesce(sum(ev.amount) filter (where ev.occurred_at < p.entered_at), 0) as before
    from p left join event ev on ev.workspace_id = '${workspace}' and ev.customer_id = p.customer_id and ev.type in ('purchase', 'refund')
      and ev.occurred_at >= p.entered_at - interval '90 days' and ev.occurred_at < p.entered_at + interval '365 days' and ev.occurred_at < ${at}
    group by p.customer_id, p.arm, p.segment, p.entered_at
  ), tail as (select percentile_cont(0.99) within group (order by net_30::float8) as cap from money where m_30 and net_30 <> 0),
  attempt as materialized (
    select p.customer_id, p.arm, p.entered_at, d.channel, d.contacted_at, d.delivered_at is not null as delivered,
      m.answered_at is not null as answered,
      ${matured(30)} and d.contacted_at >= p.entered_at and d.contacted_at < p.entered_at + interval '30 days' as counts
    from p join message m on m.workspace_id = '${workspace}' and m.customer_id = p.customer_id and m.playbook = '${playbook}' and m.epoch = 1
    join delivery d on d.workspace_id = '${workspace}' and d.message_id = m.message_id
  ), done as materialized (
    select p.customer_id, p.arm, p.entered_at, t.channel, t.ended_at, t.ended_by, t.cycle_ms, t.cycle_work_ms, t.result,
      least(extract(epoch from t.ended_at - t.accepted_at), 1800) as seconds,
      ${matured(30)} and t.ended_at >= p.entered_at and t.ended_at < p.entered_at + interval '30 days' as counts
    from p join task t on t.workspace_id = '${workspace}' and t.customer_id = p.customer_id and t.playbook = '${playbook}' and t.epoch = 1
      and t.state = 'done'
  ), touched as materialized (
    select customer_id, bool_or(got) as got, count(*) as n from (
      select customer_id, delivered as got from attempt where counts
      union all select customer_id, result = 'done' from done where counts
    ) x group by customer_id
  )
  select json_build_object(
    'arms', (select json_agg(a) from (select arm, segment, to_char(entered_at at time zone 'UTC', 'YYYY"Q"Q') as quarter, count(*) as n,
      count(*) filter (where bought_30) as k, sum(net_30) as sum, sum(net_30 * net_30) as sumsq, sum(least(net_30, cap)) as capped,
      sum(least(net_30, cap) * least(net_30, cap)) as cappedsq, sum(before) as before, sum(before * before) as beforesq,
      sum(least(net_30, cap) * before) as cross from money cross join tail where m_30 group by 1, 2, 3) a),
    'attributed', (select sum(m.net_30) from money m join touched t on t.customer_id = m.customer_id where m.m_30),
    'followed', (select json_build_object('followed', count(*), 'reached', count(*) filter (where got)) from touched),
    'responded', (select count(distinct r.customer_id) from response r join p on p.customer_id = r.customer_id
      where r.workspace_id = '${workspace}' and r.playbook = '${playbook}' and p.arm = 'treatment' and ${matured(30)}
        and r.completed_at >= p.entered_at and r.completed_at < p.entered_at + interval '30 days'),
    'contacts', (select json_agg(c) from (select channel, day, count(*) as n from (
        select channel, (contacted_at at time zone 'UTC')::date as day from attempt where counts
        union all select channel, (ended_at at time zone 'UTC')::date from done where counts) x group by channel, day) c),
    'reach', (select json_agg(c) from (select channel, count(*) as wanted, count(*) filter (where delivered) as delivered,
      count(*) filter (where answered) as answered from (select customer_id, channel, bool_or(delivered) as delivered, bool_or(answered) as answered
        from attempt group by grouping sets ((customer_id, channel), (customer_id))) x group by channel) c),
    'asked', (select json_build_object('asked', count(*), 'answered', count(*) filter (where answered)) from (
      select bool_or(answered_at is not null) as answered from survey_link where workspace_id = '${workspace}' and playbook = '${playbook}' and epoch = 1
      group by coalesce(run_id, link_id), form_key) x),
    'cycle', (select json_build_object('n', count(*), 'p50', percentile_cont(0.5) within group (order by cycle_ms),
      'p90', percentile_cont(0.9) within group (order by cycle_ms), 'w50', percentile_cont(0.5) within group (order by cycle_work_ms),
      'w90', percentile_cont(0.9) within group (order by cycle_work_ms)) from done),
    'people', (select json_agg(c) from (select ended_by, (ended_at at time zone 'UTC')::date as day, count(*) as tasks,
      count(distinct customer_id) as customers, sum(seconds) as seconds, sum(seconds) filter (where counts) as counted from done group by 1, 2) c),
    ${[90, 180, 365].map(horizon).join(',')},
    'scores', (select json_agg(s) from (select arm, score, count(*) as n from (
      select distinct on (p.customer_id) p.arm, r.score from p join metric_reading r on r.workspace_id = '${workspace}' and r.customer_id = p.customer_id
        and r.metric = 'nps' and r.dimension = '' and r.answered_at >= p.entered_at and r.answered_at < p.entered_at + interval '30 days'
      where ${matured(30)} order by p.customer_id, r.answered_at desc) x group by arm, score) s)
  ) as card`;
}
