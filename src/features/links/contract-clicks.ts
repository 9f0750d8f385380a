/** Who opened what was sent. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const base = '/api/w/:workspace';

export const MessageClick = z.object({
  linkId: z.string(),
  kind: z.enum(['click', 'open']),
  channel: z.string(),
  /** Where it leads, without what is hers alone. */
  to: z.string(),
  visits: z.number().int(),
  bots: z.number().int(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
});
export type MessageClick = z.infer<typeof MessageClick>;

export const messageClicks = endpoint({
  name: 'getMessageClicks',
  method: 'GET',
  path: `${base}/messages/:message/clicks`,
  summary: { zh: '一条消息里的链接与打开情况', en: 'The links of a message and who opened them' },
  access: 'messages:read',
  params: z.object({ message: z.string().max(60) }),
  response: z.object({ items: z.array(MessageClick) }),
  errors: ['not_found'],
});

export const PlaybookClicks = z.object({
  channel: z.string(),
  /** Customers who got a tracked link on this channel. */
  told: z.number().int(),
  /** Customers who came by one. */
  persons: z.number().int(),
  visits: z.number().int(),
  bots: z.number().int(),
});
export type PlaybookClicks = z.infer<typeof PlaybookClicks>;

export const playbookClicks = endpoint({
  name: 'getPlaybookClicks',
  method: 'GET',
  path: `${base}/playbooks/:playbook/clicks`,
  summary: { zh: '一个方案的链接点击，按渠道', en: 'Clicks of a playbook by channel' },
  access: 'messages:read',
  params: z.object({ playbook: z.string().max(60) }),
  query: z.object({ epoch: z.coerce.number().int().min(1).optional() }),
  response: z.object({ items: z.array(PlaybookClicks) }),
  errors: ['not_found'],
});
