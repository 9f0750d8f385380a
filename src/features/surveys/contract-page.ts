/** The customer's page: who holds the address of a link needs no login. Answers in HTML, in the customer's language, also when it refuses. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

/** Whatever it is, what she sees is a page: `token.ts` says whether it is one of ours. */
const OfLink = z.object({ token: z.string() });
/** Mail programs add to addresses and break them: what makes no sense was not said. */
const said = (most: number) => z.string().max(most).optional().catch(undefined);
const Query = z.object({
  lang: said(20),
  /** After a submit. */
  done: said(1),
  /** She wants no more messages. */
  stop: said(1),
});

/** Bytes of one post: far more than the longest form needs. */
export const MOST_POST = 256 * 1024;

export const surveyPage = endpoint({
  name: 'surveyPage',
  method: 'GET',
  path: '/s/:token',
  summary: { zh: '客户的问卷页', en: "The customer's survey page" },
  access: 'public',
  params: OfLink,
  query: Query,
  response: z.string(),
  produces: 'text/html',
});

export const submitSurvey = endpoint({
  name: 'submitSurvey',
  method: 'POST',
  path: '/s/:token',
  summary: {
    zh: '提交问卷（网页表单，不需要 JavaScript）',
    en: 'Submit the survey: a form post that needs no JavaScript',
  },
  access: 'public',
  params: OfLink,
  query: Query,
  rawBody: true,
  response: z.string(),
  produces: 'text/html',
});

const code = {
  access: 'public',
  query: z.object({ lang: said(20) }),
  response: z.string(),
  produces: 'text/html',
} as const;
const show = {
  ...code,
  method: 'GET',
  summary: { zh: '输入短码打开问卷的页面', en: 'The page where the code of a message is typed' },
} as const;
const take = {
  ...code,
  method: 'POST',
  summary: { zh: '用短码打开问卷', en: 'Open a survey by its code' },
  rawBody: true,
} as const;
/** Of a workspace that is not `main`. */
const OfWorkspace = z.object({ workspace: z.string() });

export const codePage = endpoint({ ...show, name: 'codePage', path: '/hf', params: z.object({}) });
export const codePageOf = endpoint({ ...show, name: 'codePageOf', path: '/hf/:workspace', params: OfWorkspace });
export const openByCode = endpoint({ ...take, name: 'openByCode', path: '/hf', params: z.object({}) });
export const openByCodeOf = endpoint({ ...take, name: 'openByCodeOf', path: '/hf/:workspace', params: OfWorkspace });

export const saveSurveyDraft = endpoint({
  name: 'saveSurveyDraft',
  method: 'POST',
  path: '/s/:token/draft',
  summary: { zh: '暂存还没有提交的回答', en: 'Keep answers that are not submitted yet' },
  access: 'public',
  params: OfLink,
  body: z.record(z.string().max(60), z.unknown()),
  bodyLimit: MOST_POST,
  response: z.object({ saved: z.boolean() }),
  errors: ['not_found', 'link_closed', 'too_many_requests', 'too_large'],
});
