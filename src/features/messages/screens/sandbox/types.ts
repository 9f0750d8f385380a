/** Events the message itself tells already. */
export const MESSAGE_TYPES: ReadonlySet<string> = new Set([
  'message_sent',
  'message_delivered',
  'message_read',
  'message_failed',
  'message_replied',
  'opted_out',
]);
