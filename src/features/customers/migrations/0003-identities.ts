import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // Who somebody is at a channel whose addresses are neither a phone number nor an e-mail. An address belongs to one customer.
  `create table customer_identity (
    workspace_id text not null,
    kind text not null,
    address text not null,
    customer_id text not null,
    linked_by text not null,
    linked_at timestamptz not null,
    constraint customer_identity_pk primary key (workspace_id, kind, address),
    constraint customer_identity_kind check (kind in ('wecom', 'web'))
  )`,
  `create index customer_identity_of on customer_identity (workspace_id, customer_id, kind, linked_at)`,
  ...guard('customer_identity'),
  `create index customer_email on customer (workspace_id, email) where email is not null`,
  `create index customer_wecom on customer (workspace_id, (attributes ->> 'wecom_id')) where attributes ->> 'wecom_id' is not null`,
];
