import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  `create table segment (
    workspace_id text not null,
    segment_id text not null,
    name text not null,
    description text not null,
    condition jsonb not null,
    member_count bigint,
    counted_at timestamptz,
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint segment_pk primary key (workspace_id, segment_id),
    constraint segment_name unique (workspace_id, name)
  )`,
  ...guard('segment'),
];
