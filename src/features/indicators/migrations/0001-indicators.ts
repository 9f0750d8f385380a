import { guard } from '../../../kit/db/tables.ts';

/**
 * `follow_up` is a task with the moments of its life side by side and the time between them; it is made anew whenever its task changes.
 * `indicator_day` holds sums by day and dimension, '' where a dimension says nothing. Both can be computed again from what they were made of.
 */
export const statements: readonly string[] = [
  `create table follow_up (
    workspace_id text not null,
    task_id text not null,
    customer_id text not null,
    playbook text not null,
    epoch integer,
    segment text not null,
    channel text not null,
    script text not null,
    person text not null,
    team text not null,
    origin text not null,
    state text not null,
    result text,
    reopened integer not null,
    next_steps integer not null,
    opened_at timestamptz not null,
    accepted_at timestamptz,
    contacted_at timestamptz,
    answered_at timestamptz,
    closed_at timestamptz,
    due_at timestamptz not null,
    due_day date not null,
    closed_day date,
    accept_ms bigint,
    contact_ms bigint,
    answer_ms bigint,
    close_ms bigint,
    accept_work_ms bigint,
    contact_work_ms bigint,
    answer_work_ms bigint,
    close_work_ms bigint,
    constraint follow_up_pk primary key (workspace_id, task_id)
  )`,
  `create index follow_up_due on follow_up (workspace_id, due_day)`,
  `create index follow_up_closed on follow_up (workspace_id, closed_day)`,
  `create index follow_up_of_customer on follow_up (workspace_id, customer_id, opened_at)`,
  `create index follow_up_open on follow_up (workspace_id, opened_at) where state in ('open', 'accepted')`,
  ...guard('follow_up'),
  `create table indicator_day (
    workspace_id text not null,
    day date not null,
    measure text not null,
    playbook text not null,
    segment text not null,
    channel text not null,
    person text not null,
    team text not null,
    script text not null,
    arm text not null,
    n bigint not null,
    k bigint not null,
    sum double precision not null,
    sumsq double precision not null,
    constraint indicator_day_pk primary key (workspace_id, day, measure, playbook, segment, channel, person, team, script, arm)
  )`,
  `create index indicator_day_of_measure on indicator_day (workspace_id, measure, day)`,
  ...guard('indicator_day'),
  // How far the sums have come. `dirty_from`: the first day whose sums no longer hold, noted so many times.
  `create table indicator_state (
    workspace_id text not null,
    tasks_until timestamptz,
    dirty_from date,
    dirty_count bigint not null,
    days_until date,
    refreshed_at timestamptz not null,
    constraint indicator_state_pk primary key (workspace_id)
  )`,
  ...guard('indicator_state'),
  `create table indicator_definition (
    workspace_id text not null,
    indicator text not null,
    version integer not null,
    params jsonb not null,
    changed_by text not null,
    changed_at timestamptz not null,
    constraint indicator_definition_pk primary key (workspace_id, indicator, version)
  )`,
  ...guard('indicator_definition'),
];
