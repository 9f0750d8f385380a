import { guard } from '../../../kit/db/tables.ts';

/** A campaign that ran elsewhere: what was uploaded (names, sizes, checksums; the files themselves go once they are scored) and its scorecard. */
export const statements: readonly string[] = [
  `create table campaign (
    workspace_id text not null,
    campaign_id text not null,
    status text not null,
    files jsonb not null,
    summary jsonb,
    card jsonb,
    made_by text not null,
    made_at timestamptz not null,
    constraint campaign_pk primary key (workspace_id, campaign_id),
    constraint campaign_status check (status in ('waiting', 'scored'))
  )`,
  `create index campaign_made on campaign (workspace_id, made_at desc, campaign_id)`,
  ...guard('campaign'),
];
