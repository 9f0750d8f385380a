/** Which channel suits a customer: what she asked for, what she answers on, and why. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind } from './contract-definition.ts';

const path = '/api/w/:workspace/customers/:customer/channel';
const params = z.object({ customer: z.string().max(80) });

/** Of the last year. */
export const ChannelRecord = z.object({
  channel: ChannelKind,
  /** Messages that reached her, and what she answered: the recent ones counting more (half as much after 180 days). */
  reached: z.number(),
  answered: z.number(),
  /** The same in plain numbers. */
  timesReached: z.number().int(),
  timesAnswered: z.number().int(),
  answeredAt: z.string().nullable(),
});
export type ChannelRecord = z.infer<typeof ChannelRecord>;

/** Why a channel came first. */
export const ChannelChoice = z.object({
  channel: ChannelKind,
  by: z.enum(['wish', 'answers']),
  /** In the last year; null where it was her wish. */
  reached: z.number().int().nullable(),
  answered: z.number().int().nullable(),
});
export type ChannelChoice = z.infer<typeof ChannelChoice>;

export const ChannelWish = z.object({
  channel: ChannelKind,
  note: z.string(),
  setBy: z.string(),
  setAt: z.string(),
});
export type ChannelWish = z.infer<typeof ChannelWish>;

const Response = z.object({
  wish: ChannelWish.nullable(),
  /** Every channel, in the order in which they suit her. */
  channels: z.array(ChannelRecord.extend({ share: z.number() })),
  /** Null: nothing is known; each plan keeps its own order. */
  why: ChannelChoice.nullable(),
});
export type CustomerChannels = z.infer<typeof Response>;

export const getCustomerChannels = endpoint({
  name: 'getCustomerChannels',
  method: 'GET',
  path,
  summary: { zh: '哪个渠道最适合这位客户，为什么', en: 'Which channel suits a customer best, and why' },
  access: 'messages:read',
  params,
  response: Response,
  errors: ['not_found'],
});

export const setCustomerChannel = endpoint({
  name: 'setCustomerChannel',
  method: 'PUT',
  path,
  summary: { zh: '记下客户要求的渠道，或取消', en: 'Note the channel a customer asked for, or take it back' },
  access: 'messages:write',
  params,
  body: z.strictObject({
    channel: ChannelKind.nullable(),
    /** Her words, or how it is known. */
    note: z.string().trim().max(200).default(''),
  }),
  response: Response,
  errors: ['not_found'],
});
