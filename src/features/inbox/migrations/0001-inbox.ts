import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // One thread with one customer on one channel, or with somebody unknown at an address. What was said stands in messages; here is what
  // became of it: whose it is, whether it is open, what was read. Ids of inbound messages ascend with the time they came in, so they say what
  // is news without a counter that a repeated job would count twice.
  `create table conversation (
    workspace_id text not null,
    conversation_id text not null,
    channel text not null,
    customer_id text,
    address text,
    name text,
    claim jsonb,
    state text not null,
    assignee_id text,
    last_text text,
    last_from text,
    last_at timestamptz not null,
    last_inbound_at timestamptz,
    last_inbound_id text,
    wanting_id text,
    waiting_since timestamptz,
    read_id text,
    closed_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint conversation_pk primary key (workspace_id, conversation_id),
    constraint conversation_state check (state in ('open', 'closed')),
    constraint conversation_whose check (customer_id is not null or address is not null)
  )`,
  `create unique index conversation_of_customer on conversation (workspace_id, channel, customer_id) where customer_id is not null`,
  `create unique index conversation_of_address on conversation (workspace_id, channel, address) where customer_id is null`,
  `create index conversation_at on conversation (workspace_id, state, last_at, conversation_id)`,
  `create index conversation_by_customer on conversation (workspace_id, customer_id) where customer_id is not null`,
  `create index conversation_by_address on conversation (workspace_id, channel, address) where address is not null`,
  `create index conversation_wanting on conversation (workspace_id, assignee_id) where waiting_since is not null`,
  ...guard('conversation'),
  // What people did with it: took it, closed it, said whose it is. Shown between the lines.
  `create table conversation_entry (
    workspace_id text not null,
    entry_id text not null,
    conversation_id text not null,
    action text not null,
    by_id text,
    by_name text not null,
    detail jsonb not null,
    at timestamptz not null,
    constraint conversation_entry_pk primary key (workspace_id, entry_id)
  )`,
  `create index conversation_entry_of on conversation_entry (workspace_id, conversation_id, at)`,
  ...guard('conversation_entry'),
];
