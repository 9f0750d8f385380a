import { guard } from '../../../kit/db/tables.ts';

/** One row per answer about buying, with the first purchase that followed within the longest window; and what was decided from them. */
export const statements: readonly string[] = [
  `create table intent_answer (
    workspace_id text not null,
    response_id text not null,
    customer_id text not null,
    level smallint not null,
    month text not null,
    answered_at timestamptz not null,
    bought_at timestamptz,
    check_at timestamptz,
    constraint intent_answer_pk primary key (workspace_id, response_id),
    constraint intent_answer_customer foreign key (workspace_id, customer_id) references customer (workspace_id, customer_id) on delete cascade
  )`,
  `create index intent_answer_of on intent_answer (workspace_id, customer_id, answered_at)`,
  `create index intent_answer_check on intent_answer (workspace_id, check_at) where check_at is not null`,
  ...guard('intent_answer'),
  `create table intent_prior (
    workspace_id text not null,
    decided_at timestamptz not null,
    window_days integer not null,
    decision jsonb not null,
    constraint intent_prior_pk primary key (workspace_id, decided_at)
  )`,
  ...guard('intent_prior'),
];
