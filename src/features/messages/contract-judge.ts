/** May we contact her now, on which channel, and why not: asked without sending. */
import { z } from 'zod';
import { Moment } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind } from './contract-definition.ts';
import { Decision, Rule } from './contract-policy.ts';

const base = '/api/w/:workspace';
const Purpose = z.enum(['service', 'marketing']);
const Channels = z.array(ChannelKind).min(1).max(6);

export const judgeContact = endpoint({
  name: 'judgeContact',
  method: 'GET',
  path: `${base}/customers/:customer/contactable`,
  summary: {
    zh: '现在可以联系这位客户吗，走哪个渠道，为什么不行',
    en: 'May she be contacted now, on which channel, and why not',
  },
  access: 'messages:read',
  params: z.object({ customer: z.string().max(80) }),
  query: z.object({
    purpose: Purpose.default('service'),
    survey: z.enum(['true', 'false']).default('false'),
    playbook: z.string().max(60).optional(),
  }),
  response: z.object({
    /** The first channel that is open now, in the order of the answer. */
    best: ChannelKind.nullable(),
    channels: z.array(z.object({ channel: ChannelKind, decision: Decision })),
  }),
  errors: ['not_found'],
});

const Counts = z.partialRecord(Rule, z.number().int());

export const judgeContacts = endpoint({
  name: 'judgeContacts',
  method: 'POST',
  path: `${base}/contactable`,
  summary: {
    zh: '一批客户里现在能联系多少、各因为什么不行（只算，不发）',
    en: 'How many of a list may be contacted now, and why the others may not; nothing is sent',
  },
  access: 'messages:read',
  body: z.strictObject({
    /** In the order they would be tried. */
    channels: Channels,
    purpose: Purpose,
    survey: z.boolean().default(false),
    playbook: z.string().max(60).optional(),
    /** These; or those of a segment; or, with neither, all. At most 100,000 are judged. */
    customers: z.array(z.string().max(80)).min(1).max(100_000).optional(),
    segment: z.string().max(80).optional(),
    at: Moment.optional(),
  }),
  bodyLimit: 8 * 1024 * 1024,
  response: z.object({
    asked: z.number().int(),
    /** There were more than are judged at once. */
    cut: z.boolean(),
    sendable: z.number().int(),
    byChannel: z.partialRecord(ChannelKind, z.number().int()),
    later: z.number().int(),
    /** By the rule that decides. */
    waiting: Counts,
    refused: Counts,
    /** Of those who may be contacted now, in the currency of the workspace. */
    cost: z.number(),
  }),
  errors: ['invalid_input', 'too_large', 'not_found'],
});
