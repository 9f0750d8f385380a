/** The model that reads texts when it is not the built-in one alone: any endpoint that speaks the chat completions of OpenAI. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const path = '/api/w/:workspace/feedback/text-model';

/** `reasons`: sentiment stays the built-in model's. `whole`: sentiment too. */
export const ModelUse = z.enum(['reasons', 'whole']);
export type ModelUse = z.infer<typeof ModelUse>;

export const Fallback = z.enum([
  'timeout',
  'rate_limited',
  'denied',
  'status',
  'unreachable',
  'reset',
  'certificate',
  'address_refused',
  'plain_refused',
  'too_large',
  'too_long',
  'malformed',
  'schema',
  'cut',
  'declined',
  'resting',
  'busy',
  'unreadable_key',
]);
export type Fallback = z.infer<typeof Fallback>;

export const TextModelAnswer = z.object({
  /** null: the built-in model alone. */
  settings: z
    .object({
      baseUrl: z.string(),
      model: z.string(),
      timeoutMs: z.number().int(),
      use: ModelUse,
      keySet: z.boolean(),
      /** The key cannot be read here (a restored backup): it has to be entered again. */
      keyUnreadable: z.boolean(),
      updatedBy: z.string(),
      updatedAt: z.iso.datetime(),
    })
    .nullable(),
  /** What was said in the last 24 hours, and who understood it. */
  status: z.object({
    state: z.enum(['off', 'waiting', 'working', 'falling_back']),
    answered: z.number().int(),
    fellBack: z.number().int(),
    why: z.array(z.object({ fallback: Fallback, n: z.number().int() })),
    /** The newest reading, when it fell back. */
    last: z.object({ fallback: Fallback, at: z.iso.datetime() }).nullable(),
    /** This process asks nothing before; another may be of another mind. */
    restsUntil: z.iso.datetime().nullable(),
  }),
});
export type TextModelAnswer = z.infer<typeof TextModelAnswer>;

const errors = ['invalid_input', 'text_model_refused'] as const;

export const getTextModel = endpoint({
  name: 'getTextModel',
  method: 'GET',
  path,
  summary: {
    zh: '理解文本的模型：设置与近 24 小时的状况',
    en: 'The model that reads texts: settings and the last 24 hours',
  },
  access: 'feedback:read',
  response: TextModelAnswer,
});

export const TextModelInput = z.strictObject({
  /** Up to and with the version: `https://api.example.com/v1`. */
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  model: z.string().trim().min(1).max(120),
  timeoutMs: z.number().int().min(1000).max(60_000).default(20_000),
  use: ModelUse.default('reasons'),
  /** Left out: stays as it is. Empty: there is none. */
  key: z.string().trim().max(500).optional(),
});
export type TextModelInput = z.infer<typeof TextModelInput>;

export const setTextModel = endpoint({
  name: 'setTextModel',
  method: 'PUT',
  path,
  summary: {
    zh: '接入一个兼容 OpenAI 接口的模型。此后的原话遮去个人信息后发给它',
    en: 'Set up a model that speaks the interface of OpenAI. What is said from now on goes there, personal data starred out',
  },
  access: 'feedback:configure',
  body: TextModelInput,
  response: TextModelAnswer,
  errors: [...errors],
});

export const removeTextModel = endpoint({
  name: 'removeTextModel',
  method: 'DELETE',
  path,
  summary: { zh: '只用内置模型', en: 'Back to the built-in model alone' },
  access: 'feedback:configure',
  response: TextModelAnswer,
});

export const TextModelProbe = z.object({
  ok: z.boolean(),
  fallback: Fallback.nullable(),
  ms: z.number().int(),
  text: z.string(),
  reasons: z.array(z.object({ code: z.string(), polarity: z.enum(['positive', 'negative']), quote: z.string() })),
});
export type TextModelProbe = z.infer<typeof TextModelProbe>;

export const probeTextModel = endpoint({
  name: 'probeTextModel',
  method: 'POST',
  path: `${path}/probe`,
  summary: { zh: '试读一句编好的话', en: 'Have it read a made-up sentence' },
  access: 'feedback:configure',
  response: TextModelProbe,
  errors: ['text_model_not_set'],
});
