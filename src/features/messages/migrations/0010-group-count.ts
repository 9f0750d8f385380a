import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // How many messages of a group are in which state, as changes that are added up: whoever moves some adds lines of his own and waits for nobody.
  `create table message_group_move (
    workspace_id text not null,
    group_id text not null,
    move_id text not null,
    state text not null,
    reason text not null,
    n integer not null,
    constraint message_group_move_pk primary key (workspace_id, group_id, move_id, state, reason)
  )`,
  ...guard('message_group_move'),
];
