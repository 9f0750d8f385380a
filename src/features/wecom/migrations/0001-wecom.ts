import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // A mass message that a colleague has to confirm, by the id WeCom gave it. Who it is for stands in the deliveries.
  `create table wecom_task (
    workspace_id text not null,
    task_id text not null,
    state text not null,
    reason text,
    created_at timestamptz not null,
    look_at timestamptz,
    looked_at timestamptz,
    closed_at timestamptz,
    reminders timestamptz[] not null default '{}',
    error text,
    constraint wecom_task_pk primary key (workspace_id, task_id)
  )`,
  `create index wecom_task_due on wecom_task (workspace_id, look_at) where closed_at is null`,
  ...guard('wecom_task'),
  // Who has to confirm it.
  `create table wecom_task_staff (
    workspace_id text not null,
    task_id text not null,
    userid text not null,
    confirmed_at timestamptz,
    constraint wecom_task_staff_pk primary key (workspace_id, task_id, userid)
  )`,
  ...guard('wecom_task_staff'),
  // Colleagues as WeCom knows them, and who they are here.
  `create table wecom_staff (
    workspace_id text not null,
    userid text not null,
    name text,
    member_id text,
    seen_at timestamptz,
    constraint wecom_staff_pk primary key (workspace_id, userid)
  )`,
  `create index wecom_staff_member on wecom_staff (workspace_id, member_id) where member_id is not null`,
  ...guard('wecom_staff'),
  // A customer as a friend of a colleague.
  `create table wecom_contact (
    workspace_id text not null,
    external_id text not null,
    userid text not null,
    name text,
    remark text,
    phones text[] not null default '{}',
    unionid text,
    source text,
    add_way int,
    tags text[] not null default '{}',
    customer_id text,
    matched_by text,
    added_at timestamptz not null,
    lost_at timestamptz,
    seen_run text,
    constraint wecom_contact_pk primary key (workspace_id, external_id, userid)
  )`,
  `create index wecom_contact_open on wecom_contact (workspace_id, added_at desc) where customer_id is null and lost_at is null`,
  `create index wecom_contact_customer on wecom_contact (workspace_id, customer_id) where customer_id is not null`,
  `create index wecom_contact_of on wecom_contact (workspace_id, userid)`,
  ...guard('wecom_contact'),
  // A reading of all contacts; where it stands is kept with what it brought, so that it goes on after a stop.
  `create table wecom_run (
    workspace_id text not null,
    run_id text not null,
    state text not null,
    started_by text not null,
    started_at timestamptz not null,
    moved_at timestamptz not null,
    ended_at timestamptz,
    place jsonb not null,
    contacts int not null default 0,
    added int not null default 0,
    matched int not null default 0,
    lost int not null default 0,
    tags_in int not null default 0,
    tags_out int not null default 0,
    error text,
    constraint wecom_run_pk primary key (workspace_id, run_id)
  )`,
  `create unique index wecom_run_one on wecom_run (workspace_id) where ended_at is null`,
  `create index wecom_run_latest on wecom_run (workspace_id, started_at desc)`,
  ...guard('wecom_run'),
  // What colleagues are told.
  `create table wecom_note (
    workspace_id text not null,
    note_id text not null,
    note_key text not null,
    member_id text not null,
    userid text,
    text text not null,
    state text not null,
    code text,
    due_at timestamptz not null,
    created_at timestamptz not null,
    sent_at timestamptz,
    constraint wecom_note_pk primary key (workspace_id, note_id),
    constraint wecom_note_once unique (workspace_id, note_key)
  )`,
  `create index wecom_note_due on wecom_note (workspace_id, due_at) where state = 'waiting'`,
  `create index wecom_note_sent on wecom_note (workspace_id, userid, sent_at) where sent_at is not null`,
  ...guard('wecom_note'),
];
