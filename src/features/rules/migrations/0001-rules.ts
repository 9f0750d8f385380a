import { guard } from '../../../kit/db/tables.ts';

/** A rule version never changes once it is live. A firing is unique per rule, customer and period: that is what makes a run safe to repeat. */
export const statements: readonly string[] = [
  `create table rule (
    workspace_id text not null,
    rule_id text not null,
    name_zh text not null,
    name_en text not null,
    version integer not null,
    enabled boolean not null,
    trigger_kind text not null,
    trigger_event text,
    due_at timestamptz,
    swept_until timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint rule_pk primary key (workspace_id, rule_id)
  )`,
  `create index rule_due on rule (workspace_id, due_at)`,
  `create index rule_of_event on rule (workspace_id, trigger_kind, trigger_event)`,
  ...guard('rule'),
  `create table rule_version (
    workspace_id text not null,
    rule_id text not null,
    version integer not null,
    definition jsonb not null,
    created_by text not null,
    created_at timestamptz not null,
    constraint rule_version_pk primary key (workspace_id, rule_id, version),
    constraint rule_version_rule foreign key (workspace_id, rule_id) references rule (workspace_id, rule_id)
  )`,
  ...guard('rule_version'),
  `create table rule_run (
    workspace_id text not null,
    run_id text not null,
    rule_id text not null,
    version integer not null,
    trigger text not null,
    at timestamptz not null,
    fired bigint not null,
    outcome jsonb not null,
    error text,
    constraint rule_run_pk primary key (workspace_id, run_id)
  )`,
  `create index rule_run_of_rule on rule_run (workspace_id, rule_id, at desc)`,
  ...guard('rule_run'),
  `create table rule_firing (
    workspace_id text not null,
    rule_id text not null,
    customer_id text not null,
    period text not null,
    version integer not null,
    run_id text not null,
    fired_at timestamptz not null,
    because jsonb not null,
    constraint rule_firing_pk primary key (workspace_id, rule_id, customer_id, period)
  )`,
  `create index rule_firing_of_run on rule_firing (workspace_id, run_id)`,
  ...guard('rule_firing'),
  `create table rule_state (
    workspace_id text not null,
    rule_id text not null,
    customer_id text not null,
    since timestamptz not null,
    constraint rule_state_pk primary key (workspace_id, rule_id, customer_id)
  )`,
  ...guard('rule_state'),
];
