import { guard } from '../../../kit/db/tables.ts';

/** Changes of the taxonomy that corrections suggested and a person did not want. */
export const statements: readonly string[] = [
  `create table taxonomy_proposal_left (
    workspace_id text not null,
    kind text not null,
    code text not null,
    list text not null,
    phrase text not null,
    left_by text not null,
    left_at timestamptz not null,
    constraint taxonomy_proposal_left_pk primary key (workspace_id, kind, code, list, phrase)
  )`,
  ...guard('taxonomy_proposal_left'),
];
