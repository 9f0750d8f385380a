import { guard } from '../../../kit/db/tables.ts';

/** Ways to sign in beside the password: what an administrator allowed, and whose login is whose there. */
export const statements: readonly string[] = [
  `create table sign_in_way (
    workspace_id text not null,
    way text not null,
    mark text not null,
    enabled_by text not null,
    enabled_at timestamptz not null,
    constraint sign_in_way_pk primary key (workspace_id, way)
  )`,
  ...guard('sign_in_way'),
  `create table login_way (
    workspace_id text not null,
    way text not null,
    subject text not null,
    user_id text not null,
    linked_at timestamptz not null,
    constraint login_way_pk primary key (workspace_id, way, subject),
    constraint login_way_user unique (workspace_id, way, user_id)
  )`,
  ...guard('login_way'),
];
