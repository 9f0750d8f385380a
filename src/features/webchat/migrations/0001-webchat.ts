import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  // The chat of the company's web site: whether it is on, on which sites, how it looks.
  `create table web_chat (
    workspace_id text not null,
    is_on boolean not null,
    look jsonb not null,
    updated_by text not null,
    updated_at timestamptz not null,
    constraint web_chat_pk primary key (workspace_id)
  )`,
  ...guard('web_chat'),
  // Who agreed to be remembered, in which words, and on which page she was. What she said stands in messages.
  `create table web_visitor (
    workspace_id text not null,
    visitor_id text not null,
    locale text not null,
    wording text not null,
    page text,
    consented_at timestamptz not null,
    seen_at timestamptz not null,
    constraint web_visitor_pk primary key (workspace_id, visitor_id)
  )`,
  ...guard('web_visitor'),
];
