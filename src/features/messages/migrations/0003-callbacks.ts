import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // Who writes from an address that belongs to nobody stays without a customer until a person says whose it is.
  `alter table inbound_message alter column customer_id drop not null`,
  `alter table inbound_message add column address text`,
  `alter table inbound_message add column media jsonb`,
  `alter table inbound_message add column choice text`,
  `create index inbound_message_from on inbound_message (workspace_id, channel, address, received_at) where address is not null`,
  // How often she was told something since she wrote, by address: channels on which only an answer may be sent.
  `create index delivery_at_address on delivery (workspace_id, channel, address, contacted_at) where contacted_at is not null`,
  // Access tokens and the like, sealed. Never the only copy of something.
  `create table channel_cache (
    workspace_id text not null,
    channel text not null,
    cache_key text not null,
    sealed text not null,
    expires_at timestamptz not null,
    constraint channel_cache_pk primary key (workspace_id, channel, cache_key)
  )`,
  ...guard('channel_cache'),
  // How far a channel that is asked has been read. One process asks at a time.
  `create table channel_cursor (
    workspace_id text not null,
    channel text not null,
    adapter text not null,
    cursor text,
    polled_at timestamptz,
    lease_until timestamptz,
    error text,
    constraint channel_cursor_pk primary key (workspace_id, channel)
  )`,
  ...guard('channel_cursor'),
];
