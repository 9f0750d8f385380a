import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // What caps and duplicates are counted by stands in the attempt itself, so that the gate reads one table. `counted`: under which purpose it
  // counts, null when it does not. `words`: what its words come to, without what differs each time. `charged`: the budgets it was taken from.
  `alter table delivery add column counted text`,
  `alter table delivery add column survey boolean`,
  `alter table delivery add column words text`,
  `alter table delivery add column cost numeric(12, 4)`,
  `alter table delivery add column charged text`,
  `update delivery d set counted = m.purpose from message m
    where m.workspace_id = d.workspace_id and m.message_id = d.message_id and d.contacted_at is not null`,
  // A call that rang and was not answered did disturb her, though nothing was said.
  `create index delivery_rang on delivery (workspace_id, customer_id, failed_at) where channel = 'voice' and state = 'failed'`,
  // Put off by the policy: looked at again when the policy changes.
  `create index delivery_put_off on delivery (workspace_id, reason, due_at) where state = 'queued' and reason is not null`,
  // Who is not contacted: by a keyed hash beside the readable form, which an erasure takes away and the hash outlives.
  `create table contact_block (
    workspace_id text not null,
    block_id text not null,
    kind text not null,
    hash text not null,
    shown text,
    customer_id text,
    reason text not null,
    expires_at timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    constraint contact_block_pk primary key (workspace_id, block_id),
    constraint contact_block_once unique (workspace_id, kind, hash),
    constraint contact_block_kind check (kind in ('phone', 'email', 'customer'))
  )`,
  `create index contact_block_newest on contact_block (workspace_id, created_at, block_id)`,
  ...guard('contact_block'),
  // What a budget has paid for in a day or month. Held while attempts are charged to it.
  `create table contact_spend (
    workspace_id text not null,
    budget text not null,
    period text not null,
    spent numeric(16, 4) not null,
    used_up_at timestamptz,
    constraint contact_spend_pk primary key (workspace_id, budget, period)
  )`,
  ...guard('contact_spend'),
];
