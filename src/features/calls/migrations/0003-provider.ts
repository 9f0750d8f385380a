import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // A call that a provider carries and asks us about: its name there, how many of its questions were answered, the last answer
  // (the same question is answered the same), and what was recorded by the number of the recording.
  `create table call_provider (
    workspace_id text not null,
    call_id text not null,
    provider_id text,
    at integer not null,
    answer text,
    recordings jsonb not null,
    constraint call_provider_pk primary key (workspace_id, call_id)
  )`,
  ...guard('call_provider'),
  // Why a recording was not read.
  `alter table call_recording add column transcript_note text`,
];
