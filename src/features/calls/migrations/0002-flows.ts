import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // What a message says on the telephone after its words, by playbook and version; never changed once published.
  `create table call_flow (
    workspace_id text not null,
    playbook text not null,
    version integer not null,
    message_key text not null,
    definition jsonb not null,
    created_at timestamptz not null,
    constraint call_flow_pk primary key (workspace_id, playbook, version, message_key)
  )`,
  ...guard('call_flow'),
  // What people of the workspace have spoken themselves, to be played in calls in place of a voice.
  `create table call_recorded (
    workspace_id text not null,
    recorded_id text not null,
    name text not null,
    says text not null,
    seconds double precision not null,
    sound bytea not null,
    archived_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    constraint call_recorded_pk primary key (workspace_id, recorded_id)
  )`,
  ...guard('call_recorded'),
];
