import { guard } from '../../../kit/db/tables.ts';

/**
 * A broadcast is edited until it starts; each change is a revision, and its words are kept under it. Preparing writes one recipient per customer, in the
 * order of their ids: `reached_to` is the last one looked at, `recipients` how many there are, `refused` how many of them are not told, by why.
 * `written_to` is the number of the last recipient whose message was written, `paced_until` the moment up to which the pace is used up.
 */
export const statements: readonly string[] = [
  `create table broadcast (
    workspace_id text not null,
    broadcast_id text not null,
    client_key text,
    name text not null,
    purpose text not null,
    segment_id text,
    condition jsonb,
    channels jsonb not null,
    plan jsonb not null,
    per_minute integer not null,
    starts_at timestamptz,
    state text not null,
    revision integer not null,
    estimate jsonb,
    reached_to text not null,
    recipients integer not null,
    refused jsonb not null,
    by_channel jsonb not null,
    spared integer not null,
    written_to integer not null,
    written integer not null,
    paced_until timestamptz,
    worked_at timestamptz,
    started_by text,
    started_at timestamptz,
    prepared_at timestamptz,
    ended_at timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint broadcast_pk primary key (workspace_id, broadcast_id),
    constraint broadcast_state check (state in ('draft', 'scheduled', 'preparing', 'running', 'paused', 'stopped', 'done'))
  )`,
  `create unique index broadcast_client_key on broadcast (workspace_id, client_key) where client_key is not null`,
  `create index broadcast_newest on broadcast (workspace_id, created_at, broadcast_id)`,
  `create index broadcast_at_work on broadcast (workspace_id, state) where state in ('scheduled', 'preparing', 'running', 'paused')`,
  ...guard('broadcast'),
  // Held while one is started, so that no more run at once than may.
  `create table broadcast_place (
    workspace_id text not null,
    constraint broadcast_place_pk primary key (workspace_id)
  )`,
  ...guard('broadcast_place'),
  `create table broadcast_recipient (
    workspace_id text not null,
    broadcast_id text not null,
    customer_id text not null,
    n integer not null,
    step smallint,
    channel text,
    refused text,
    constraint broadcast_recipient_pk primary key (workspace_id, broadcast_id, customer_id)
  )`,
  `create unique index broadcast_recipient_n on broadcast_recipient (workspace_id, broadcast_id, n)`,
  ...guard('broadcast_recipient'),
];
