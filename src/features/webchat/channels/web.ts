/**
 * Carries messages to visitors of the web site. There is nothing to call: what was taken over stands in the attempts, and the visitor's browser
 * fetches it; what she fetched is told as a receipt. She must have written of late: a chat is no way to reach somebody out of the blue.
 */
import { z } from 'zod';
import { defineAdapter } from '../../messages/index.ts';

const DAY_MS = 86_400_000;

export const webAdapter = defineAdapter({
  name: 'webchat',
  kind: 'web',
  words: { zh: '网站聊天窗口', en: 'Chat window of the web site' },
  settings: z.strictObject({}),
  fields: [],
  needs: 'web',
  receipts: true,
  atOnce: 500,
  window: { ms: 7 * DAY_MS, most: 50 },
  send: async (_settings, { deliveryId }) => ({ kind: 'accepted', providerId: deliveryId }),
  // Writing it down was all there was to do.
  reconcile: async (_settings, { deliveryId }) => ({ kind: 'accepted', providerId: deliveryId }),
  probe: async () => ({ ok: true, note: 'the chat is part of this program' }),
});
