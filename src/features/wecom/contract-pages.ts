/** A form that is opened inside WeCom or WeChat, by a customer whom WeCom names. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

export const makeWecomPage = endpoint({
  name: 'makeWecomPage',
  method: 'POST',
  path: '/api/w/:workspace/wecom/pages',
  summary: {
    zh: '在企业微信里打开的问卷地址：谁打开就是谁的问卷，不用一人一链接',
    en: 'The address of a form that is opened inside WeCom: whoever opens it gets her own',
  },
  access: 'wecom:write',
  body: z.strictObject({
    form: z.string().min(1).max(60),
    /** A form of a playbook; without, one of the workspace itself. */
    playbook: z.string().min(1).max(60).optional(),
  }),
  response: z.object({ url: z.string() }),
  errors: ['not_found', 'wecom_not_set'],
});

export const wecomPage = endpoint({
  name: 'wecomPage',
  method: 'GET',
  path: '/wecom/:token',
  summary: { zh: '在企业微信里打开问卷（先认人）', en: 'Opens a form inside WeCom, after asking WeCom who she is' },
  access: 'public',
  params: z.object({ token: z.string() }),
  query: z.object({ code: z.string().max(512).optional(), state: z.string().max(200).optional() }),
  response: z.string(),
  produces: 'text/plain',
});
