import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // An attempt of which nobody knows how it ended: when its channel is asked next, and how often it was.
  `alter table delivery add column ask_at timestamptz`,
  `alter table delivery add column asked smallint not null default 0`,
  `alter table delivery add column parts smallint`,
  `create index delivery_ask on delivery (workspace_id, ask_at) where ask_at is not null`,
  `create index delivery_failed on delivery (workspace_id, failed_at) where failed_at is not null`,
  // A receipt may be faster than the answer to the request it is about: it waits until the provider's id is known.
  `create table early_receipt (
    workspace_id text not null,
    channel text not null,
    provider_id text not null,
    receipt_key text not null,
    status text not null,
    at timestamptz not null,
    code text,
    note text,
    recorded_at timestamptz not null,
    constraint early_receipt_pk primary key (workspace_id, channel, provider_id, receipt_key)
  )`,
  `create index early_receipt_age on early_receipt (workspace_id, recorded_at)`,
  ...guard('early_receipt'),
  // Messages sent together: they can be held and stopped together. What is claimed while its group is paused is `held`.
  `create table message_group (
    workspace_id text not null,
    group_id text not null,
    state text not null,
    changed_by text not null,
    changed_at timestamptz not null,
    constraint message_group_pk primary key (workspace_id, group_id),
    constraint message_group_state check (state in ('running', 'paused', 'stopped'))
  )`,
  ...guard('message_group'),
  `alter table message add column group_id text`,
  `create index message_of_group on message (workspace_id, group_id, message_id) where group_id is not null`,
  `create index delivery_held on delivery (workspace_id, message_id) where state = 'held'`,
  // The most an account may send in a second, over all processes; `next_free` is when its next attempt may begin, in real time.
  `alter table channel_account add column per_second integer`,
  `create table channel_pace (
    workspace_id text not null,
    channel text not null,
    next_free timestamptz not null,
    constraint channel_pace_pk primary key (workspace_id, channel)
  )`,
  ...guard('channel_pace'),
];
