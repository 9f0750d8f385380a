/** A message template as JSON: one message in the words that fit each channel. Browser-safe. */
import { z } from 'zod';
import type { Words } from '../../engine/words.ts';

const text = (most: number) => z.strictObject({ zh: z.string().min(1).max(most), en: z.string().min(1).max(most) });

/** A kind of channel. What carries it is an adapter; without a configured one the sandbox stands in and nothing leaves the house. */
export const ChannelKind = z.enum(['sms', 'wecom', 'wechat', 'email', 'voice', 'web']);
export type ChannelKind = z.infer<typeof ChannelKind>;

export const CHANNEL_WORDS = {
  sms: { zh: '短信', en: 'SMS' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  wechat: { zh: '微信客服', en: 'WeChat service chat' },
  email: { zh: '邮件', en: 'E-mail' },
  voice: { zh: '语音电话', en: 'Voice call' },
  web: { zh: '网页会话', en: 'Web chat' },
} as const satisfies Record<ChannelKind, { zh: string; en: string }>;

export const MessageKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/, 'a-z, 0-9 and -, 2 to 60 characters');

/** Characters a text may have, by where it stands; those of WeCom from its 4000 and 2048 bytes, a Chinese character being three. */
const MOST = { sms: 500, wecom: 1300, wechat: 680, email: 20_000, voice: 600, web: 2000, subject: 200 } as const;

/** The texts of a template by place, as people call them, with the characters each may have. */
export const TEXT_PLACES: Readonly<Record<string, { readonly label: Words; readonly most: number }>> = {
  sms: { label: CHANNEL_WORDS.sms, most: MOST.sms },
  wecom: { label: CHANNEL_WORDS.wecom, most: MOST.wecom },
  wechat: { label: CHANNEL_WORDS.wechat, most: MOST.wechat },
  email: { label: CHANNEL_WORDS.email, most: MOST.email },
  voice: { label: CHANNEL_WORDS.voice, most: MOST.voice },
  web: { label: CHANNEL_WORDS.web, most: MOST.web },
  'email.subject': { label: { zh: '邮件标题', en: 'Subject of the e-mail' }, most: MOST.subject },
};

/** An approved template of the provider, by its key in the registry, and what goes into its variables: texts with our variables. */
const Bound = z.strictObject({
  key: MessageKey,
  values: z.record(z.string().regex(/^[a-zA-Z0-9_]{1,30}$/), z.string().min(1).max(200)),
});

const channelsOf = <T extends z.ZodType>(said: (most: number) => T) =>
  z
    .strictObject({
      sms: z.strictObject({ text: said(MOST.sms), template: Bound.exactOptional() }).exactOptional(),
      wecom: z.strictObject({ text: said(MOST.wecom) }).exactOptional(),
      wechat: z.strictObject({ text: said(MOST.wechat) }).exactOptional(),
      voice: z.strictObject({ text: said(MOST.voice) }).exactOptional(),
      web: z.strictObject({ text: said(MOST.web) }).exactOptional(),
      email: z.strictObject({ subject: said(MOST.subject), text: said(MOST.email) }).exactOptional(),
    })
    .refine((channels) => Object.keys(channels).length > 0, 'at least one channel');

const Channels = channelsOf(text);

/** The same in one language or in both: who has none of her own gets the other. */
export const SomeChannels = channelsOf((most) =>
  z
    .strictObject({ zh: z.string().min(1).max(most).exactOptional(), en: z.string().min(1).max(most).exactOptional() })
    .refine((words) => Object.keys(words).length > 0, 'in one language at least'),
);
export type SomeChannels = z.infer<typeof SomeChannels>;

/** Other words for the same message, to be tried against those in force: `share` of the customers get them while an experiment runs. */
export const MessageVariant = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a-z, 0-9 and -, at most 40 characters'),
  share: z.number().min(0.1).max(0.9),
  channels: Channels,
});

/** Texts take variables with a fallback: `{{customer.name|您}}`, `{{survey.link}}`. Without a fallback a missing value stops the message. */
export const MessageTemplate = z.strictObject({
  key: MessageKey,
  name: text(120),
  /** Decides which consent is asked for and which hours are allowed. */
  purpose: z.enum(['service', 'marketing']),
  /** The form its `{{survey.link}}` opens: the key of a form of the same playbook. */
  form: z.string().max(60).exactOptional(),
  /** Addresses in it become short links of our own that count who opens them; see `tracksLinks` for what holds when it is left out. */
  trackLinks: z.boolean().exactOptional(),
  channels: Channels,
  /** One alternative at most: the exact test compares two. */
  variants: z.array(MessageVariant).min(1).max(1).exactOptional(),
});
export type MessageTemplate = z.infer<typeof MessageTemplate>;

/** Unless its template says otherwise, what advertises is tracked, and mails are. Not on WeCom: with an address of her own in each, a colleague confirms them one by one. */
export const tracksLinks = ({ trackLinks, purpose }: MessageTemplate, channel: ChannelKind): boolean =>
  channel !== 'voice' && (trackLinks ?? (channel === 'email' || (purpose === 'marketing' && channel !== 'wecom')));
