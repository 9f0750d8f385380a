/** What was answered, for people to read, and answers given for a customer. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const Id = z.string().min(1).max(120);

export const SaidAnswer = z.object({
  question: z.string(),
  title: Words,
  value: Words,
  score: z.number().nullable(),
  most: z.number().nullable(),
});

export const ResponseItem = z.object({
  responseId: z.string(),
  responseKey: z.string(),
  playbook: z.string(),
  version: z.number().int(),
  form: z.string(),
  formTitle: Words,
  customerId: z.string(),
  customerName: z.string().nullable(),
  via: z.string(),
  channel: z.string().nullable(),
  run: z.string().nullable(),
  by: z.string().nullable(),
  csat: z.number().nullable(),
  nps: z.number().nullable(),
  intent: z.number().nullable(),
  signals: z.array(Words.extend({ key: z.string() })),
  /** As they are kept, by question. */
  answers: z.record(z.string(), z.unknown()),
  said: z.array(SaidAnswer),
  /** What was written freely, by question. */
  texts: z.array(z.object({ question: z.string(), text: z.string() })),
  complete: z.boolean(),
  /** How often it was corrected, and when last; null as it was answered. */
  revision: z.number().int(),
  correctedAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ResponseItem = z.infer<typeof ResponseItem>;

const Filter = z.object({
  playbook: Id.optional(),
  form: Id.optional(),
  version: z.coerce.number().int().optional(),
  customer: Id.optional(),
  via: Id.optional(),
  state: z.enum(['complete', 'partial', 'corrected']).optional(),
  /** A signal that holds. */
  signal: Id.optional(),
  /** `low`: csat of 1 or 2, or a recommendation of at most 6. */
  score: z.enum(['low']).optional(),
  /** Part of what was written, or of the customer's name. */
  q: z.string().trim().min(1).max(100).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});
export type ResponseQuery = z.infer<typeof Filter>;

export const ResponsePage = z.object({ items: z.array(ResponseItem), next: z.string().nullable() });

export const listResponses = endpoint({
  name: 'listResponses',
  method: 'GET',
  path: '/api/w/:workspace/responses',
  summary: { zh: '答卷，最新的在前，答案写成文字', en: 'Responses, newest first, answers in words' },
  access: 'forms:read',
  query: Filter.extend({
    cursor: z.string().max(120).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  response: ResponsePage,
  errors: ['invalid_input'],
});

export const exportResponses = endpoint({
  name: 'exportResponses',
  method: 'GET',
  path: '/api/w/:workspace/forms/:playbook/:form/responses.csv',
  summary: { zh: '导出一张表单的答卷（CSV）', en: 'Responses of a form as CSV' },
  access: 'forms:read',
  params: z.object({ playbook: Id, form: Id }),
  query: Filter.omit({ playbook: true, form: true }),
  response: z.string(),
  produces: 'text/csv',
  errors: ['not_found'],
});

export const getResponse = endpoint({
  name: 'getResponse',
  method: 'GET',
  path: '/api/w/:workspace/responses/:response',
  summary: { zh: '一份答卷', en: 'One response' },
  access: 'forms:read',
  params: z.object({ response: Id }),
  response: ResponseItem,
  errors: ['not_found'],
});

export const listCustomerResponses = endpoint({
  name: 'listCustomerResponses',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/responses',
  summary: { zh: '一位客户的答卷', en: 'The responses of a customer' },
  access: 'forms:read',
  params: z.object({ customer: Id }),
  response: z.object({ items: z.array(ResponseItem) }),
  errors: ['not_found'],
});

export const submitResponse = endpoint({
  name: 'submitResponse',
  method: 'POST',
  path: '/api/w/:workspace/responses',
  summary: {
    zh: '代客户填写一张表单。同一个 responseKey 只算一份：第一份完整的为准。',
    en: 'Fill a form for a customer. One responseKey is one response: the first complete one counts.',
  },
  access: 'forms:answer',
  body: z.object({
    playbook: Id.default('-'),
    form: Id,
    /** The newest when left out. */
    version: z.number().int().min(1).optional(),
    customer: Id,
    responseKey: Id,
    channel: z.string().min(1).max(40).optional(),
    answers: z.record(z.string(), z.unknown()),
    /** False: answers on the way. */
    complete: z.boolean().default(true),
  }),
  response: z.object({ responseId: z.string(), fresh: z.boolean(), complete: z.boolean() }),
  errors: ['not_found', 'answers_invalid', 'response_key_taken'],
});
