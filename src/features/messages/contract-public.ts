/** What a customer opens: the one-click way out (RFC 8058). */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const Token = z.object({ token: z.string() });

export const unsubscribePage = endpoint({
  name: 'unsubscribePage',
  method: 'GET',
  path: '/u/:token',
  summary: { zh: '退订页（只显示，不退订）', en: 'The page to opt out; opening it changes nothing' },
  access: 'public',
  params: Token,
  response: z.string(),
  produces: 'text/html',
});

export const unsubscribe = endpoint({
  name: 'unsubscribe',
  method: 'POST',
  path: '/u/:token',
  summary: { zh: '退订', en: 'Opt out, by one click' },
  access: 'public',
  params: Token,
  /** Mail programs post `List-Unsubscribe=One-Click` as a form; what is posted does not matter. */
  rawBody: true,
  response: z.string(),
  produces: 'text/html',
});
