/** The mini-program whose page `{{miniprogram.link}}` opens. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const base = '/api/w/:workspace';

export const MiniProgram = z.object({
  isSet: z.boolean(),
  appId: z.string(),
  /** Its secret cannot be read here (a restored backup): it has to be entered again. */
  unreadable: z.boolean(),
  baseUrl: z.string(),
  path: z.string(),
  query: z.string(),
  /** What texts get now; null: none yet. */
  url: z.string().nullable(),
  until: z.string().nullable(),
  /** Why none could be made. */
  error: z.string().nullable(),
  updatedBy: z.string().nullable(),
  updatedAt: z.string().nullable(),
});
export type MiniProgram = z.infer<typeof MiniProgram>;

export const getMiniProgram = endpoint({
  name: 'getMiniProgram',
  method: 'GET',
  path: `${base}/mini-program`,
  summary: { zh: '小程序链接的设置与现在的链接', en: 'Settings of the mini-program link, and the link in force' },
  access: 'links:read',
  response: MiniProgram,
});

export const WEIXIN = 'https://api.weixin.qq.com';

export const setMiniProgram = endpoint({
  name: 'setMiniProgram',
  method: 'PUT',
  path: `${base}/mini-program`,
  summary: { zh: '设置小程序链接', en: 'Set up the mini-program link' },
  access: 'links:configure',
  body: z.strictObject({
    appId: z
      .string()
      .trim()
      .regex(/^wx[0-9a-f]{16}$/i, 'wx…'),
    /** Empty: stays as it was. */
    secret: z.string().trim().max(128).default(''),
    /** Empty: the first page. */
    path: z
      .string()
      .trim()
      .max(200)
      .regex(/^[\w\-/.]*$/, 'pages/…')
      .default(''),
    /** What WeChat takes in it. */
    query: z
      .string()
      .trim()
      .max(1024)
      .regex(/^[\w!#$&'()*+,/:;=?@\-.~%]*$/, 'a=1&b=2')
      .default(''),
    baseUrl: z
      .string()
      .trim()
      .max(200)
      .regex(/^https?:\/\/[^\s/]+$/i, 'https://…')
      .default(WEIXIN),
  }),
  response: MiniProgram,
  errors: ['invalid_input', 'channel_not_earnest'],
});

export const makeMiniLink = endpoint({
  name: 'makeMiniLink',
  method: 'POST',
  path: `${base}/mini-program/link`,
  summary: { zh: '现在生成一个新的小程序链接', en: 'Make a new mini-program link now' },
  access: 'links:configure',
  response: MiniProgram,
});

export const removeMiniProgram = endpoint({
  name: 'removeMiniProgram',
  method: 'DELETE',
  path: `${base}/mini-program`,
  summary: { zh: '移除小程序链接', en: 'Remove the mini-program link' },
  access: 'links:configure',
  response: MiniProgram,
});
