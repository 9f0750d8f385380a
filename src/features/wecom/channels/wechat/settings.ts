import { z } from 'zod';
import type { SettingField } from '../../../messages/index.ts';
import { baseUrl, callbackFields, corpId, CorpSettings } from '../api/fields.ts';
import type { Account } from '../api/token.ts';

export const WechatSettings = z.strictObject({
  ...CorpSettings,
  /** One a line; from the first we answer who has not written of late. */
  openKfIds: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .refine((text) => linesOf(text).every((id) => /^[\w-]{3,64}$/.test(id)), 'wk…'),
  welcome: z.string().trim().max(600).optional(),
  /** Where a colleague answers who has taken a conversation over. */
  answerIn: z.enum(['here', 'wecom']).default('here'),
});
export type WechatSettings = z.infer<typeof WechatSettings>;

export const linesOf = (text: string): string[] =>
  text
    .split(/[\s,，;；]+/)
    .map((each) => each.trim())
    .filter(Boolean);

export const fields: readonly SettingField[] = [
  corpId,
  {
    key: 'secret',
    kind: 'secret',
    label: { zh: '微信客服 Secret', en: 'Secret of service chat' },
    hint: { zh: '管理后台 → 微信客服 → API', en: 'Admin console, service chat, API' },
  },
  {
    key: 'openKfIds',
    kind: 'lines',
    label: { zh: '客服账号 ID', en: 'Service account ids' },
    hint: { zh: 'wk 开头，一行一个；第一个是默认的', en: 'Begin with wk, one a line; the first is the default' },
  },
  ...callbackFields,
  {
    key: 'welcome',
    kind: 'text',
    label: { zh: '进入会话时的欢迎语', en: 'Said when she opens the chat' },
    hint: { zh: '不填就不说', en: 'Nothing when empty' },
  },
  {
    key: 'answerIn',
    kind: 'choice',
    initial: 'here',
    label: { zh: '同事在哪里回复', en: 'Where colleagues answer' },
    hint: {
      zh: '选“企业微信”后，会话一分给同事就转给其企业微信，这边不再能回复',
      en: 'With WeCom, a conversation given to a colleague goes to her WeCom and cannot be answered here any more',
    },
    options: [
      { value: 'here', label: { zh: '回响的会话', en: 'Here, in the inbox' } },
      { value: 'wecom', label: { zh: '企业微信', en: 'In WeCom' } },
    ],
  },
  baseUrl,
];

export const accountOf = ({ baseUrl: base, corpId: corp, secret }: WechatSettings): Account => ({
  baseUrl: base,
  corpId: corp,
  secret,
});
