/** The chat that a company puts on its web site: its settings, and what a visitor's browser says. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const InWorkspace = z.object({ workspace: z.string() });
const Both = z.strictObject({ zh: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) });

/** `https://www.example.com`, also with a port; nothing behind it. */
const Origin = z
  .string()
  .max(200)
  .regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/, 'https://www.example.com');

export const Look = z.strictObject({
  title: Both,
  greeting: Both,
  /** Said when nobody is there to answer at once. */
  away: Both,
  /** What she agrees to before anything is kept. */
  consent: Both,
  /** Where it can be read what is kept; none: no link. */
  privacyUrl: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
  accent: z.string().regex(/^#[0-9a-fA-F]{6}$/, '#RRGGBB'),
  side: z.enum(['left', 'right']),
  /** Whether a visitor is asked for a phone number or an e-mail. */
  askContact: z.boolean(),
  /** Only pages of these origins may show it. */
  origins: z.array(Origin).max(50),
});
export type Look = z.infer<typeof Look>;

export const DEFAULT_LOOK: Look = {
  title: { zh: '在线客服', en: 'Chat with us' },
  greeting: { zh: '您好，有什么可以帮您？', en: 'Hello! How can we help?' },
  away: {
    zh: '现在不在服务时间。请留言，我们上班后回复您。',
    en: 'We are away. Leave a message; we answer when we are back.',
  },
  consent: {
    zh: '为了回复您，我们会保存这里的对话内容。',
    en: 'To answer you we keep what is said here.',
  },
  privacyUrl: null,
  accent: '#4353D0',
  side: 'right',
  askContact: true,
  origins: [],
};

export const WebChat = z.object({
  isOn: z.boolean(),
  look: Look,
  /** What the company puts into its pages. */
  snippet: z.string(),
  /** The chat by itself, for the preview. */
  frameUrl: z.string(),
  updatedBy: z.string().nullable(),
  updatedAt: z.iso.datetime().nullable(),
});
export type WebChat = z.infer<typeof WebChat>;

export const getWebChat = endpoint({
  name: 'getWebChat',
  method: 'GET',
  path: '/api/w/:workspace/web-chat',
  summary: { zh: '网页会话的设置与嵌入代码', en: 'The chat for web sites: settings and the snippet' },
  access: 'webchat:read',
  params: InWorkspace,
  response: WebChat,
});

export const setWebChat = endpoint({
  name: 'setWebChat',
  method: 'PUT',
  path: '/api/w/:workspace/web-chat',
  summary: { zh: '修改网页会话', en: 'Change the chat for web sites' },
  access: 'webchat:configure',
  params: InWorkspace,
  body: z.strictObject({ isOn: z.boolean(), look: Look }),
  response: WebChat,
  errors: ['invalid_input'],
});
