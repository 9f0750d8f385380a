import { guard } from '../../../kit/db/tables.ts';

/**
 * What a goal is about never changes; target, band and owner have versions. `goal_look` is what was seen on a day, by the version in force: the
 * past is what was judged then, not what is computed now. `goal_frame` fixes at the first look of a period what is usual. An alert is about a
 * goal, or about arms whose sizes are suspicious; of one thing there is one open alert. Empty team or playbook: all.
 */
export const statements: readonly string[] = [
  `create table goal (
    workspace_id text not null,
    goal_id text not null,
    indicator text not null,
    team_id text not null,
    playbook text not null,
    period text not null,
    version integer not null,
    looked_to date not null,
    created_by text not null,
    created_at timestamptz not null,
    archived_at timestamptz,
    constraint goal_pk primary key (workspace_id, goal_id),
    constraint goal_period_known check (period in ('week', 'month', 'quarter'))
  )`,
  `create unique index goal_once on goal (workspace_id, indicator, team_id, playbook, period) where archived_at is null`,
  `create index goal_to_look on goal (workspace_id, looked_to) where archived_at is null`,
  ...guard('goal'),
  `create table goal_version (
    workspace_id text not null,
    goal_id text not null,
    version integer not null,
    target double precision not null,
    band jsonb not null,
    owner_id text,
    created_by text not null,
    created_at timestamptz not null,
    constraint goal_version_pk primary key (workspace_id, goal_id, version),
    constraint goal_version_goal foreign key (workspace_id, goal_id) references goal (workspace_id, goal_id) on delete cascade
  )`,
  ...guard('goal_version'),
  `create table goal_frame (
    workspace_id text not null,
    goal_id text not null,
    period_start date not null,
    reference jsonb,
    planned double precision not null,
    constraint goal_frame_pk primary key (workspace_id, goal_id, period_start),
    constraint goal_frame_goal foreign key (workspace_id, goal_id) references goal (workspace_id, goal_id) on delete cascade
  )`,
  ...guard('goal_frame'),
  `create table goal_look (
    workspace_id text not null,
    goal_id text not null,
    day date not null,
    period_start date not null,
    version integer not null,
    state text not null,
    value double precision,
    n integer,
    low double precision,
    high double precision,
    band_low double precision,
    band_high double precision,
    looked_at timestamptz not null,
    constraint goal_look_pk primary key (workspace_id, goal_id, day),
    constraint goal_look_goal foreign key (workspace_id, goal_id) references goal (workspace_id, goal_id) on delete cascade
  )`,
  `create index goal_look_of_period on goal_look (workspace_id, goal_id, period_start, day)`,
  ...guard('goal_look'),
  `create table goal_alert (
    workspace_id text not null,
    alert_id text not null,
    about text not null,
    kind text not null,
    goal_id text,
    version integer,
    side smallint not null,
    day date not null,
    seen jsonb not null,
    cause jsonb,
    inside smallint not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    close_reason text,
    acknowledged_by text,
    acknowledged_at timestamptz,
    note text,
    quiet_until date,
    assignee_id text,
    constraint goal_alert_pk primary key (workspace_id, alert_id),
    constraint goal_alert_kind_known check (kind in ('goal', 'ratio')),
    constraint goal_alert_goal foreign key (workspace_id, goal_id) references goal (workspace_id, goal_id) on delete cascade
  )`,
  `create unique index goal_alert_open on goal_alert (workspace_id, about) where closed_at is null`,
  `create index goal_alert_by_time on goal_alert (workspace_id, opened_at)`,
  ...guard('goal_alert'),
  `create table goal_ratio_day (
    workspace_id text not null,
    looked_to date not null,
    constraint goal_ratio_day_pk primary key (workspace_id)
  )`,
  ...guard('goal_ratio_day'),
];
