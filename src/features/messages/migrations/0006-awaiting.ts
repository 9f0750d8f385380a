export const statements: readonly string[] = [
  // What waits for a colleague is looked after by the room of its channel, every minute.
  `create index delivery_awaiting on delivery (workspace_id, adapter, delivery_id) where state = 'awaiting'`,
];
