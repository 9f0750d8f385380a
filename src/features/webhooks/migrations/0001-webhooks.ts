import { guard } from '../../../kit/db/tables.ts';

/** Who is told of what, and every telling as a row that stands before the network is touched. */
export const statements: readonly string[] = [
  `create table webhook (
    workspace_id text not null,
    webhook_id text not null,
    name text not null,
    url text not null,
    types text[] not null,
    secret_sealed text not null,
    old_secret_sealed text,
    old_secret_until timestamptz,
    active boolean not null,
    off_reason text,
    off_at timestamptz,
    failing_since timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    constraint webhook_pk primary key (workspace_id, webhook_id),
    constraint webhook_off_known check (off_reason in ('hand', 'failing', 'gone', 'secret'))
  )`,
  ...guard('webhook'),
  `create table webhook_delivery (
    workspace_id text not null,
    delivery_id text not null,
    webhook_id text not null,
    event_id text not null,
    type text not null,
    body text not null,
    state text not null,
    attempts integer not null,
    due_at timestamptz,
    status integer,
    error text,
    response text,
    log jsonb not null,
    created_at timestamptz not null,
    done_at timestamptz,
    constraint webhook_delivery_pk primary key (workspace_id, delivery_id),
    constraint webhook_delivery_once unique (workspace_id, webhook_id, event_id),
    constraint webhook_delivery_webhook foreign key (workspace_id, webhook_id) references webhook (workspace_id, webhook_id) on delete cascade,
    constraint webhook_delivery_state_known check (state in ('waiting', 'sent', 'failed'))
  )`,
  `create index webhook_delivery_due on webhook_delivery (workspace_id, webhook_id, due_at) where state = 'waiting'`,
  `create index webhook_delivery_log on webhook_delivery (workspace_id, webhook_id, delivery_id desc)`,
  `create index webhook_delivery_done on webhook_delivery (workspace_id, done_at) where done_at is not null`,
  ...guard('webhook_delivery'),
];
