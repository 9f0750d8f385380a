/** What one customer would get of words that nobody has published. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind, MessageTemplate } from './contract-definition.ts';
import { Decision } from './contract-policy.ts';

export const PreviewedChannel = z.object({
  channel: ChannelKind,
  subject: z.string().nullable(),
  text: z.string(),
  /** Variables she has no value for: she would not be told on this channel. */
  missing: z.array(z.string()),
  /** Of an SMS. */
  parts: z.number().int().nullable(),
  decision: Decision,
});
export type PreviewedChannel = z.infer<typeof PreviewedChannel>;

export const MessagePreview = z.object({
  customerId: z.string(),
  name: z.string().nullable(),
  channels: z.array(PreviewedChannel),
});

export const previewMessage = endpoint({
  name: 'previewMessage',
  method: 'POST',
  path: '/api/w/:workspace/playbooks/:playbook/message-preview',
  summary: {
    zh: '以一位客户预览方案里的一条消息（不必先保存）',
    en: 'What one customer would get of a message of a playbook, saved or not',
  },
  access: 'messages:read',
  params: z.object({ playbook: z.string().max(60) }),
  body: z.strictObject({
    template: MessageTemplate,
    /** Our id of the customer or the company’s own number of her. */
    customer: z.string().min(1).max(80),
  }),
  response: MessagePreview,
  errors: ['not_found', 'invalid_input'],
});
