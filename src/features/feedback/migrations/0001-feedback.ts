import { guard } from '../../../kit/db/tables.ts';

/**
 * An insight keeps a copy of the text with personal data starred out, as long as the original, so that quotes can be shown in it. Its
 * reasons repeat customer, playbook and time, so that counting them reads one table. `clause_key` is what the quote says, for corrections.
 */
export const statements: readonly string[] = [
  `create table insight (
    workspace_id text not null,
    insight_id text not null,
    source text not null,
    source_id text not null,
    question text not null,
    customer_id text not null,
    playbook text,
    version integer,
    epoch integer,
    run_id text,
    via text not null,
    channel text,
    text text not null,
    language text not null,
    sentiment text not null,
    score double precision not null,
    opinion boolean not null,
    confidence double precision not null,
    intensity double precision not null,
    urgency text not null,
    alarms text[] not null,
    keywords text[] not null,
    provider text not null,
    model_version text not null,
    taxonomy_version text not null,
    said_at timestamptz not null,
    analysed_at timestamptz not null,
    constraint insight_pk primary key (workspace_id, insight_id),
    constraint insight_once unique (workspace_id, source, source_id, question),
    constraint insight_customer foreign key (workspace_id, customer_id) references customer (workspace_id, customer_id) on delete cascade,
    constraint insight_source_known check (source in ('response', 'message')),
    constraint insight_sentiment_known check (sentiment in ('positive', 'negative', 'neutral'))
  )`,
  `create index insight_by_time on insight (workspace_id, said_at, insight_id)`,
  `create index insight_of_customer on insight (workspace_id, customer_id, said_at)`,
  ...guard('insight'),
  `create table insight_reason (
    workspace_id text not null,
    insight_id text not null,
    code text not null,
    polarity text not null,
    start_at integer not null,
    end_at integer not null,
    quote text not null,
    clause_key text not null,
    score double precision not null,
    customer_id text not null,
    playbook text,
    said_at timestamptz not null,
    corrected_by text,
    constraint insight_reason_pk primary key (workspace_id, insight_id, code, polarity),
    constraint insight_reason_insight foreign key (workspace_id, insight_id) references insight (workspace_id, insight_id) on delete cascade,
    constraint insight_reason_polarity_known check (polarity in ('positive', 'negative'))
  )`,
  `create index insight_reason_by_time on insight_reason (workspace_id, said_at, code, polarity)`,
  `create index insight_reason_of_customer on insight_reason (workspace_id, customer_id, code)`,
  `create index insight_reason_clause on insight_reason (workspace_id, clause_key, code)`,
  ...guard('insight_reason'),
  // What a person said of a clause; polarity null: this is not the reason.
  `create table reason_correction (
    workspace_id text not null,
    clause_key text not null,
    code text not null,
    polarity text,
    quote text not null,
    insight_id text not null,
    corrected_by text not null,
    corrected_at timestamptz not null,
    constraint reason_correction_pk primary key (workspace_id, clause_key, code)
  )`,
  ...guard('reason_correction'),
  `create table taxonomy (
    workspace_id text not null,
    version integer not null,
    reasons jsonb not null,
    saved_by text not null,
    saved_at timestamptz not null,
    constraint taxonomy_pk primary key (workspace_id, version)
  )`,
  ...guard('taxonomy'),
];
