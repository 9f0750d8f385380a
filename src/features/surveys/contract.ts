/** Personal links to the customer's page. The page itself is HTML outside any workspace: contract-page.ts. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { QrPicture } from '../links/contract-qr.ts';
import * as page from './contract-page.ts';

const Id = z.string().min(1).max(120);

export const SurveyLink = z.object({
  linkId: z.string(),
  url: z.string(),
  playbook: z.string(),
  version: z.number().int(),
  form: z.string(),
  customerId: z.string(),
  channel: z.string().nullable(),
  run: z.string().nullable(),
  state: z.enum(['open', 'answered', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  openedAt: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
});
export type SurveyLink = z.infer<typeof SurveyLink>;

export const makeLink = endpoint({
  name: 'makeSurveyLink',
  method: 'POST',
  path: '/api/w/:workspace/survey-links',
  summary: { zh: '为一位客户生成专属问卷链接', en: 'Make a personal survey link for a customer' },
  access: 'surveys:write',
  body: z.object({
    playbook: Id.default('-'),
    form: Id,
    /** The newest when left out. */
    version: z.number().int().min(1).optional(),
    customer: Id,
    channel: z.string().min(1).max(40).optional(),
    days: z.number().int().min(1).max(365).default(30),
  }),
  response: SurveyLink,
  errors: ['not_found'],
});

export const listLinks = endpoint({
  name: 'listSurveyLinks',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/survey-links',
  summary: { zh: '一位客户的问卷链接', en: 'The survey links of a customer' },
  access: 'surveys:read',
  params: z.object({ customer: Id }),
  response: z.object({ items: z.array(SurveyLink) }),
  errors: ['not_found'],
});

export const surveyLinkQr = endpoint({
  name: 'surveyLinkQr',
  method: 'GET',
  path: '/api/w/:workspace/survey-links/:link/qr',
  summary: { zh: '问卷链接的二维码', en: 'The QR code of a survey link' },
  access: 'surveys:read',
  params: z.object({ link: Id }),
  query: QrPicture,
  response: z.string(),
  produces: 'image/*',
  errors: ['not_found'],
});

export const revokeLink = endpoint({
  name: 'revokeSurveyLink',
  method: 'POST',
  path: '/api/w/:workspace/survey-links/:link/revoke',
  summary: { zh: '停用一个问卷链接', en: 'Revoke a survey link' },
  access: 'surveys:write',
  params: z.object({ link: Id }),
  response: SurveyLink,
  errors: ['not_found'],
});

export const answerLink = endpoint({
  name: 'answerSurveyLink',
  method: 'POST',
  path: '/api/w/:workspace/survey-links/:link/answers',
  summary: {
    zh: '代客户填写她的问卷：和她自己打开链接是同一份',
    en: "Fill in a customer's survey for her: the same response as by her link",
  },
  access: 'forms:answer',
  params: z.object({ link: Id }),
  body: z.strictObject({ answers: z.record(z.string(), z.unknown()) }),
  response: SurveyLink,
  errors: ['not_found', 'answers_invalid', 'link_closed'],
});

export const previewForm = endpoint({
  name: 'previewForm',
  method: 'GET',
  path: '/api/w/:workspace/forms/:playbook/:form/preview',
  summary: { zh: '客户看到的样子：可以点，不会提交', en: 'A form as the customer sees it; to be tried, never sent' },
  access: 'forms:read',
  params: z.object({ playbook: Id, form: Id }),
  query: z.object({ version: z.coerce.number().int().min(1).optional(), lang: z.enum(['zh', 'en']).optional() }),
  response: z.string(),
  produces: 'text/html',
  errors: ['not_found'],
});

export const { surveyPage, submitSurvey, saveSurveyDraft, codePage, codePageOf, openByCode, openByCodeOf } = page;
