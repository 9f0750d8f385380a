export const statements: readonly string[] = [
  `create index message_undelivered on message (workspace_id, updated_at) where state in ('failed', 'unknown', 'refused')`,
];
