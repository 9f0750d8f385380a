import { guard } from '../../../kit/db/tables.ts';

/**
 * One row per customer who has ever answered: the latest answers, whatever their age, and what the matrix makes of them. Each change of
 * class is a row of `class_move` and is counted by day in `class_flow`, from which screens read how many there are and how that changed.
 */
export const statements: readonly string[] = [
  `create table class_matrix (
    workspace_id text not null,
    version integer not null,
    definition jsonb not null,
    note text not null,
    created_by text not null,
    created_at timestamptz not null,
    constraint class_matrix_pk primary key (workspace_id, version)
  )`,
  ...guard('class_matrix'),
  `create table customer_class (
    workspace_id text not null,
    customer_id text not null,
    class text,
    cell text not null,
    since timestamptz not null,
    csat numeric(6, 2),
    csat_at timestamptz,
    nps numeric(6, 2),
    nps_at timestamptz,
    intent numeric(6, 2),
    intent_at timestamptz,
    stale_at timestamptz,
    matrix integer not null,
    intent_prior numeric(7, 6),
    constraint customer_class_pk primary key (workspace_id, customer_id),
    constraint customer_class_customer foreign key (workspace_id, customer_id) references customer (workspace_id, customer_id) on delete cascade
  )`,
  `create index customer_class_of on customer_class (workspace_id, class, customer_id)`,
  `create index customer_class_stale on customer_class (workspace_id, stale_at) where stale_at is not null`,
  ...guard('customer_class'),
  `create table class_move (
    workspace_id text not null,
    move_id text not null,
    customer_id text not null,
    moved_at timestamptz not null,
    from_class text,
    to_class text,
    cell text not null,
    csat numeric(6, 2),
    nps numeric(6, 2),
    intent numeric(6, 2),
    matrix integer not null,
    cause text not null,
    constraint class_move_pk primary key (workspace_id, move_id),
    constraint class_move_customer foreign key (workspace_id, customer_id) references customer (workspace_id, customer_id) on delete cascade
  )`,
  `create index class_move_of on class_move (workspace_id, customer_id, moved_at)`,
  `create index class_move_at on class_move (workspace_id, moved_at)`,
  ...guard('class_move'),
  `create table class_flow (
    workspace_id text not null,
    day text not null,
    from_class text not null,
    to_class text not null,
    n integer not null,
    constraint class_flow_pk primary key (workspace_id, day, from_class, to_class)
  )`,
  ...guard('class_flow'),
  `create table class_run (
    workspace_id text not null,
    run_id text not null,
    reason text not null,
    after_customer text not null,
    done integer not null,
    moved integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    constraint class_run_pk primary key (workspace_id)
  )`,
  ...guard('class_run'),
];
