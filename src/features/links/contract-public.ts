/** What customers touch: no login; the code says which link it is, and nothing else in the address matters. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

/** Mail programs add to addresses: what makes no sense was not said. */
const Query = z.object({ lang: z.string().max(20).optional().catch(undefined) });

export const followLink = endpoint({
  name: 'followLink',
  method: 'GET',
  path: '/l/:code',
  summary: { zh: '短链接：跳转到目标', en: 'A short link: leads to its target' },
  access: 'public',
  params: z.object({ code: z.string() }),
  query: Query,
  response: z.string(),
  produces: 'text/html',
});

export const mailOpened = endpoint({
  name: 'mailOpened',
  method: 'GET',
  path: '/l/o/:file',
  summary: { zh: '邮件里的图片：邮件被打开', en: 'The picture in a mail: it was opened' },
  access: 'public',
  params: z.object({ file: z.string() }),
  response: z.string(),
  produces: 'image/gif',
});
