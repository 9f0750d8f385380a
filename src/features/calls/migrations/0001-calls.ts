import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // One call to one customer. `flow` is what is said in it, as it was when the call was placed; `run` is where it stands (engine/callflow).
  `create table call (
    workspace_id text not null,
    call_id text not null,
    kind text not null,
    customer_id text not null,
    delivery_id text,
    message_id text,
    task_id text,
    link_id text,
    playbook text,
    agent text,
    agent_number text,
    number text not null,
    locale text not null,
    attempt smallint not null,
    flow jsonb,
    run jsonb,
    state text not null,
    cause text,
    code text,
    note text,
    result text,
    transferred boolean not null,
    due_at timestamptz not null,
    holder text,
    hang_up boolean not null,
    dialled_at timestamptz,
    rang_at timestamptz,
    answered_at timestamptz,
    ended_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    constraint call_pk primary key (workspace_id, call_id),
    constraint call_of_delivery unique (workspace_id, delivery_id)
  )`,
  `create index call_open on call (workspace_id, due_at) where state <> 'ended'`,
  `create index call_created on call (workspace_id, created_at, call_id)`,
  `create index call_of_customer on call (workspace_id, customer_id, created_at)`,
  ...guard('call'),
  // What happened in it, in order: what was said, which keys, why it went where.
  `create table call_event (
    workspace_id text not null,
    call_id text not null,
    seq integer not null,
    at timestamptz not null,
    what text not null,
    node text,
    detail text,
    constraint call_event_pk primary key (workspace_id, call_id, seq)
  )`,
  ...guard('call_event'),
  // `record` 0: the whole call; else the number of a message that was left in it. The sound is gone after `expires_at`, the line stays.
  `create table call_recording (
    workspace_id text not null,
    call_id text not null,
    record integer not null,
    node text,
    seconds double precision not null,
    sound bytea,
    transcript text,
    transcript_state text not null,
    recorded_at timestamptz not null,
    expires_at timestamptz not null,
    constraint call_recording_pk primary key (workspace_id, call_id, record)
  )`,
  `create index call_recording_expires on call_recording (workspace_id, expires_at) where sound is not null`,
  ...guard('call_recording'),
  // Words that were spoken already, in the sound of telephones. Can be made again at any time.
  `create table call_prompt (
    workspace_id text not null,
    prompt_id text not null,
    sound bytea not null,
    used_at timestamptz not null,
    constraint call_prompt_pk primary key (workspace_id, prompt_id)
  )`,
  ...guard('call_prompt'),
  // Which process holds the line to the switch. In real time: whoever does not say so any more is dead.
  `create table call_line (
    workspace_id text not null,
    holder text not null,
    lease_until timestamptz not null,
    note text,
    constraint call_line_pk primary key (workspace_id)
  )`,
  ...guard('call_line'),
  // The telephone on an agent's desk.
  `create table call_extension (
    workspace_id text not null,
    member text not null,
    number text not null,
    constraint call_extension_pk primary key (workspace_id, member)
  )`,
  ...guard('call_extension'),
];
