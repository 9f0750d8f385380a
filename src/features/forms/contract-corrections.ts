/** A response says something else than the customer meant: corrected by a person, with what stood there kept. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ResponseItem } from './contract-responses.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const params = z.object({ response: z.string().min(1).max(120) });
const path = '/api/w/:workspace/responses/:response/corrections';

export const correctResponse = endpoint({
  name: 'correctResponse',
  method: 'POST',
  path,
  summary: {
    zh: '更正一份答完的答卷：只写要改的题，null 是去掉答案。原来的答案保留，指标、标签随之更正。',
    en: 'Correct a complete response: name only what changes, null takes an answer away. The answers before are kept; metrics and tags follow.',
  },
  access: 'forms:correct',
  params,
  body: z.strictObject({
    changes: z.record(z.string().max(120), z.unknown()),
    /** Why: who said so, and how. */
    reason: z.string().trim().min(1).max(500),
    /** As it was read; who corrected meanwhile is not overwritten. */
    revision: z.number().int().min(0),
  }),
  response: ResponseItem,
  errors: ['not_found', 'invalid_input', 'answers_invalid', 'response_open', 'response_moved'],
});

export const Correction = z.object({
  revision: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
  reason: z.string(),
  changed: z.array(z.object({ question: z.string(), title: Words, before: Words.nullable(), after: Words.nullable() })),
});
export type Correction = z.infer<typeof Correction>;

export const listCorrections = endpoint({
  name: 'listCorrections',
  method: 'GET',
  path,
  summary: { zh: '一份答卷的更正，最早的在前', en: 'The corrections of a response, the first one first' },
  access: 'forms:read',
  params,
  response: z.object({ items: z.array(Correction) }),
  errors: ['not_found'],
});
