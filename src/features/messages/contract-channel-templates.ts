/** Templates that providers approve, with the state of their approval. */
import { z } from 'zod';
import { LINK_MODES, SMS_PURPOSES } from '../../engine/sms/template.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { MessageKey } from './contract-definition.ts';

const base = '/api/w/:workspace/channel-templates';

export const TEMPLATE_STATES = ['draft', 'pending', 'approved', 'rejected'] as const;

export const TemplateInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** Who carries it: the name of an adapter. */
  adapter: z.string().min(1).max(40),
  /** What the provider calls it; empty until it was handed in. */
  ref: z.string().trim().max(64),
  /** Empty: the sign of the channel's settings. */
  sign: z.string().trim().max(20),
  text: z.string().trim().min(1).max(600),
  purpose: z.enum(SMS_PURPOSES),
  linkMode: z.enum(LINK_MODES),
  state: z.enum(TEMPLATE_STATES),
  /** Why it was refused. */
  reason: z.string().trim().max(500),
});
export type TemplateInput = z.infer<typeof TemplateInput>;

const Words = z.object({ zh: z.string(), en: z.string() });
export const ChannelTemplate = TemplateInput.extend({
  key: MessageKey,
  variables: z.array(z.string()),
  /** What is wrong with it by the rules of the platforms. */
  flaws: z.array(z.object({ rule: z.string(), level: z.enum(['bad', 'warn']), words: Words })),
  /** As of when the provider said so, or a person. */
  asOf: z.string(),
  updatedBy: z.string(),
});
export type ChannelTemplate = z.infer<typeof ChannelTemplate>;

const One = z.object({ template: MessageKey });

export const listChannelTemplates = endpoint({
  name: 'listChannelTemplates',
  method: 'GET',
  path: base,
  summary: { zh: '服务商模板与审核状态', en: 'Templates of providers and the state of their approval' },
  access: 'messages:read',
  response: z.object({
    items: z.array(ChannelTemplate),
    /** What carries short messages here, and whether it can be asked for its templates. */
    carriers: z.array(z.object({ name: z.string(), words: Words, numbered: z.boolean(), only: z.boolean() })),
    adapter: z.string().nullable(),
    imports: z.boolean(),
  }),
});

export const createChannelTemplate = endpoint({
  name: 'createChannelTemplate',
  method: 'POST',
  path: base,
  summary: { zh: '登记一个服务商模板', en: 'Register a template of a provider' },
  access: 'messages:configure',
  body: TemplateInput.extend({ key: MessageKey }),
  response: ChannelTemplate,
  errors: ['invalid_input', 'template_key_taken'],
});

export const updateChannelTemplate = endpoint({
  name: 'updateChannelTemplate',
  method: 'PUT',
  path: `${base}/:template`,
  summary: { zh: '修改服务商模板', en: 'Change a template of a provider' },
  access: 'messages:configure',
  params: One,
  body: TemplateInput,
  response: ChannelTemplate,
  errors: ['invalid_input', 'not_found'],
});

export const removeChannelTemplate = endpoint({
  name: 'removeChannelTemplate',
  method: 'DELETE',
  path: `${base}/:template`,
  summary: { zh: '删除服务商模板', en: 'Remove a template of a provider' },
  access: 'messages:configure',
  params: One,
  response: z.object({ removed: z.boolean() }),
  errors: ['not_found'],
});

export const importChannelTemplates = endpoint({
  name: 'importChannelTemplates',
  method: 'POST',
  path: `${base}/import`,
  summary: { zh: '从服务商读取模板与审核状态', en: 'Read the templates and their states from the provider' },
  access: 'messages:configure',
  response: z.object({ fresh: z.number().int(), changed: z.number().int() }),
  errors: ['channel_not_set', 'templates_unread'],
});
