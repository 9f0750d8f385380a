/** Forms: what there is, one with its questions, and publishing one of the workspace's own. Responses: contract-responses.ts. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { FormDefinition, FormKey } from './contract-definition.ts';
import * as responses from './contract-responses.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
/** `-` for a form of the workspace itself. */
const Owner = z.string().min(1).max(60);
const OfForm = z.object({ playbook: Owner, form: z.string().min(1).max(60) });

export const FormSummary = z.object({
  playbook: Owner,
  form: z.string(),
  title: Words,
  /** The newest. */
  version: z.number().int(),
  questions: z.number().int(),
  /** Responses to all versions. */
  complete: z.number().int(),
  partial: z.number().int(),
  lastAt: z.iso.datetime().nullable(),
});
export type FormSummary = z.infer<typeof FormSummary>;

export const listForms = endpoint({
  name: 'listForms',
  method: 'GET',
  path: '/api/w/:workspace/forms',
  summary: { zh: '表单列表与答卷数量', en: 'Forms with the number of their responses' },
  access: 'forms:read',
  response: z.object({ items: z.array(FormSummary) }),
});

export const FormDetail = FormSummary.extend({
  definition: FormDefinition,
  versions: z.array(
    z.object({
      version: z.number().int(),
      createdAt: z.iso.datetime(),
      complete: z.number().int(),
      partial: z.number().int(),
    }),
  ),
  /** By question id: when it is asked, as a sentence. */
  conditions: z.record(z.string(), Words),
});
export type FormDetail = z.infer<typeof FormDetail>;

export const getForm = endpoint({
  name: 'getForm',
  method: 'GET',
  path: '/api/w/:workspace/forms/:playbook/:form',
  summary: { zh: '一张表单：题目、版本与答卷数量', en: 'A form: questions, versions, numbers of responses' },
  access: 'forms:read',
  params: OfForm,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: FormDetail,
  errors: ['not_found'],
});

export const publishForm = endpoint({
  name: 'publishForm',
  method: 'POST',
  path: '/api/w/:workspace/forms',
  summary: {
    zh: '发布一张不属于任何方案的表单；内容有变则为新的一版。',
    en: 'Publish a form that belongs to no playbook; changed content is a new version.',
  },
  access: 'forms:write',
  body: z.object({ definition: FormDefinition }),
  response: z.object({ playbook: Owner, version: z.number().int(), form: FormKey }),
  errors: ['form_invalid'],
});

export const { listResponses, exportResponses, getResponse, listCustomerResponses, submitResponse } = responses;
