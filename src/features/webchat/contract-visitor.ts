/** What the chat on somebody's page asks: no login, no cookie; a token after she agreed. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const Site = z.object({ site: z.string().max(120) });

export const loader = endpoint({
  name: 'webChatLoader',
  method: 'GET',
  path: '/chat/loader.js',
  summary: { zh: '嵌入网页的脚本', en: 'The script that a page embeds' },
  access: 'public',
  response: z.string(),
  produces: 'text/javascript',
});

export const frame = endpoint({
  name: 'webChatFrame',
  method: 'GET',
  path: '/chat/:site/frame',
  summary: { zh: '聊天窗口', en: 'The chat window' },
  access: 'public',
  params: Site,
  query: z.object({ lang: z.enum(['zh', 'en']).optional(), preview: z.enum(['light', 'dark']).optional() }),
  response: z.string(),
  produces: 'text/html',
});

export const ChatLine = z.object({
  id: z.string(),
  /** `me`: the visitor. */
  from: z.enum(['me', 'us']),
  text: z.string(),
  name: z.string().nullable(),
  at: z.iso.datetime(),
  /** Answers she can pick with one touch. */
  choices: z.array(z.object({ id: z.string(), text: z.string() })).nullable(),
});
export type ChatLine = z.infer<typeof ChatLine>;

export const ChatState = z.object({
  /** Changes when anything she can see does. */
  rev: z.string(),
  online: z.boolean(),
  /** null: nothing is new since `rev`. */
  lines: z.array(ChatLine).nullable(),
});
export type ChatState = z.infer<typeof ChatState>;

export const beginChat = endpoint({
  name: 'beginWebChat',
  method: 'POST',
  path: '/chat/:site/visitors',
  summary: { zh: '访客同意后开始对话', en: 'A visitor agrees and begins' },
  access: 'public',
  params: Site,
  body: z.strictObject({
    consent: z.literal(true),
    locale: z.enum(['zh', 'en']),
    page: z.string().max(500).optional(),
  }),
  response: z.object({ token: z.string() }),
  errors: ['not_found', 'too_many_requests'],
});

export const getChat = endpoint({
  name: 'getWebChatLines',
  method: 'GET',
  path: '/chat/:site/lines',
  summary: { zh: '访客看到的来往', en: 'What the visitor sees' },
  access: 'public',
  params: Site,
  query: z.object({ rev: z.string().max(60).optional(), seen: z.stringbool().default(false) }),
  response: ChatState,
  errors: ['not_found', 'too_many_requests'],
});

export const sayInChat = endpoint({
  name: 'sayInWebChat',
  method: 'POST',
  path: '/chat/:site/lines',
  summary: { zh: '访客说一句', en: 'The visitor says something' },
  access: 'public',
  params: Site,
  body: z.strictObject({
    key: z.string().min(8).max(60),
    text: z.string().trim().min(1).max(2000),
    choice: z.string().max(120).optional(),
  }),
  response: ChatState,
  bodyLimit: 16_384,
  errors: ['not_found', 'too_many_requests'],
});

export const leaveContact = endpoint({
  name: 'leaveWebChatContact',
  method: 'POST',
  path: '/chat/:site/contact',
  summary: { zh: '访客留下联系方式', en: 'The visitor leaves a way to reach her' },
  access: 'public',
  params: Site,
  body: z.strictObject({
    name: z.string().trim().max(60).optional(),
    phone: z.string().trim().max(40).optional(),
    email: z.string().trim().max(200).optional(),
  }),
  response: z.object({ kept: z.boolean() }),
  bodyLimit: 4096,
  errors: ['not_found', 'invalid_input', 'too_many_requests'],
});
