import { guard } from '../../../kit/db/tables.ts';

/** `fingerprint` is what the row says, so that a file imported twice adds nothing the second time. */
export const statements: readonly string[] = [
  `create table cost (
    workspace_id text not null,
    cost_id text not null,
    kind text not null,
    playbook text,
    channel text,
    member_id text,
    role text,
    amount numeric(14, 4) not null,
    per text not null,
    valid_from date not null,
    valid_until date,
    share text,
    note text not null,
    fingerprint text not null,
    created_by text not null,
    created_at timestamptz not null,
    constraint cost_pk primary key (workspace_id, cost_id),
    constraint cost_once unique (workspace_id, fingerprint),
    constraint cost_kind_known check (kind in ('setup', 'monthly', 'contact', 'staff', 'incentive', 'manual'))
  )`,
  ...guard('cost'),
];
