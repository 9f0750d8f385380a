import { guard } from '../../../kit/db/tables.ts';

/**
 * Versions never change: a run is pinned to the one it began with. A run's state is a few dozen bytes; what it waits for stands beside it in
 * `flow_timer` and `flow_subscription` and is written in the same transaction. The subscription's key begins with what an event knows (customer
 * and type), so that one index serves the match and the key. No index holds what a step changes: the update of a run stays in its page, which has room
 * for a second version of each row, because a batch rewrites whole pages.
 */
export const statements: readonly string[] = [
  `create table flow_version (
    workspace_id text not null,
    flow text not null,
    version integer not null,
    definition jsonb not null,
    digest text not null,
    saved_by text not null,
    saved_at timestamptz not null,
    constraint flow_version_pk primary key (workspace_id, flow, version)
  )`,
  ...guard('flow_version'),
  `create table flow_run (
    workspace_id text not null,
    run_id text not null,
    flow text not null,
    version integer not null,
    epoch integer,
    customer_id text not null,
    start_key text not null,
    state jsonb,
    steps integer not null,
    stuck boolean not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    result text,
    constraint flow_run_pk primary key (workspace_id, run_id),
    constraint flow_run_start unique (workspace_id, customer_id, flow, start_key)
  ) with (fillfactor = 50)`,
  `create index flow_run_of_flow on flow_run (workspace_id, flow, run_id)`,
  ...guard('flow_run'),
  `create table flow_timer (
    workspace_id text not null,
    run_id text not null,
    token integer not null,
    due_at timestamptz not null,
    constraint flow_timer_pk primary key (workspace_id, run_id, token)
  )`,
  `create index flow_timer_due on flow_timer (workspace_id, due_at)`,
  ...guard('flow_timer'),
  `create table flow_subscription (
    workspace_id text not null,
    customer_id text not null,
    event text not null,
    run_id text not null,
    token integer not null,
    since timestamptz not null,
    constraint flow_subscription_pk primary key (workspace_id, customer_id, event, run_id, token)
  )`,
  ...guard('flow_subscription'),
  `create table flow_history (
    workspace_id text not null,
    run_id text not null,
    step integer not null,
    at timestamptz not null,
    because jsonb not null,
    constraint flow_history_pk primary key (workspace_id, run_id, step)
  )`,
  ...guard('flow_history'),
  // Counters in shards: transactions that end together would else wait for one another at the row of a busy node.
  `create table flow_node_stat (
    workspace_id text not null,
    flow text not null,
    version integer not null,
    node text not null,
    shard smallint not null,
    entered bigint not null,
    done bigint not null,
    cancelled bigint not null,
    constraint flow_node_stat_pk primary key (workspace_id, flow, version, node, shard)
  ) with (fillfactor = 60)`,
  ...guard('flow_node_stat'),
  `create table flow_stuck (
    workspace_id text not null,
    run_id text not null,
    token integer not null,
    node text not null,
    command text not null,
    error text not null,
    since timestamptz not null,
    tries integer not null,
    constraint flow_stuck_pk primary key (workspace_id, run_id, token)
  )`,
  `create index flow_stuck_since on flow_stuck (workspace_id, since, run_id)`,
  ...guard('flow_stuck'),
];
