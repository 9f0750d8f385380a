export const statements: readonly string[] = [
  // A text that a person wrote, instead of a template: its words, who wrote it, the key by which the same is sent once, what it answers, and
  // where it goes when that is not for the customer's record to say. Who is written to may be somebody unknown at an address.
  `alter table message add column person_text jsonb`,
  `alter table message add column author_id text`,
  `alter table message add column author_name text`,
  `alter table message add column client_key text`,
  `alter table message add column answers_at timestamptz`,
  `alter table message add column send_to text`,
  `alter table message alter column customer_id drop not null`,
  `alter table delivery alter column customer_id drop not null`,
  `create index message_to_address on message (workspace_id, send_to, created_at) where send_to is not null`,
  `create unique index message_client_key on message (workspace_id, client_key) where client_key is not null`,
];
