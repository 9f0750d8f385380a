import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // The channel a customer asked for.
  `create table channel_wish (
    workspace_id text not null,
    customer_id text not null,
    channel text not null,
    note text not null,
    set_by text not null,
    set_at timestamptz not null,
    constraint channel_wish_pk primary key (workspace_id, customer_id)
  )`,
  ...guard('channel_wish'),
  // Why a message began on the channel it began on, where that was not the plan's own order.
  `alter table message add column choice jsonb`,
  // What nothing carries is shown in the sandbox, of one customer, and of a channel of late.
  `create index delivery_shown on delivery (workspace_id, customer_id, updated_at) where reason = 'channel' and adapter = 'sandbox'`,
  `create index delivery_stood_in on delivery (workspace_id, channel, updated_at) where reason = 'channel' and adapter = 'sandbox'`,
];
