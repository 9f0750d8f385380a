import { guard } from '../../../kit/db/tables.ts';

/**
 * Sums of who entered on one day (`subject`, `epoch`), and of what was worked on one day (subject '', epoch 0). A slice says that its sums
 * stand; a mark says that something it counts has changed since, so they do not. Marks only grow and are taken away by whoever makes the
 * slice anew, each by its own id: a change that commits meanwhile keeps its mark.
 */
export const statements: readonly string[] = [
  `create table outcome_slice (
    workspace_id text not null,
    subject text not null,
    epoch integer not null,
    day date not null,
    n integer not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    definition text not null,
    made_at timestamptz not null,
    constraint outcome_slice_pk primary key (workspace_id, subject, epoch, day)
  )`,
  ...guard('outcome_slice'),
  `create table outcome_sum (
    workspace_id text not null,
    subject text not null,
    epoch integer not null,
    measure text not null,
    day date not null,
    key text[] not null,
    v numeric[] not null,
    constraint outcome_sum_pk primary key (workspace_id, subject, epoch, measure, day, key)
  )`,
  ...guard('outcome_sum'),
  // Who spent anything in her window: the hundredth above which revenue is capped is found among them.
  `create table outcome_buyer (
    workspace_id text not null,
    subject text not null,
    epoch integer not null,
    customer_id text not null,
    day date not null,
    arm text not null,
    net numeric(18, 2) not null,
    before numeric(18, 2) not null,
    constraint outcome_buyer_pk primary key (workspace_id, subject, epoch, customer_id)
  )`,
  `create index outcome_buyer_net on outcome_buyer (workspace_id, subject, epoch, net)`,
  `create index outcome_buyer_day on outcome_buyer (workspace_id, subject, epoch, day)`,
  ...guard('outcome_buyer'),
  `create table outcome_mark (
    workspace_id text not null,
    subject text not null,
    epoch integer not null,
    day date not null,
    mark_id text not null,
    constraint outcome_mark_pk primary key (workspace_id, subject, epoch, day, mark_id)
  )`,
  ...guard('outcome_mark'),
];
