import { z } from 'zod';
import type { SettingField } from '../../../messages/index.ts';
import { baseUrl, callbackFields, corpId, CorpSettings } from '../api/fields.ts';
import type { Account } from '../api/token.ts';

const hours = (initial: number) => z.coerce.number().min(1).max(240).default(initial);

export const WecomSettings = z.strictObject({
  ...CorpSettings,
  agentId: z.coerce.number().int().min(1).max(99_999_999),
  /** Of installations from before December 2023; else the app is among those that may call the customer contact API. */
  contactSecret: z.string().trim().max(200).optional(),
  confirmHours: hours(24),
  remindHours: hours(4),
  sync: z.boolean().default(true),
  tagsIn: z.boolean().default(true),
  /** Our tags that are put on customers there too, one a line. */
  tagsOut: z.string().max(4000).optional(),
});
export type WecomSettings = z.infer<typeof WecomSettings>;

export const fields: readonly SettingField[] = [
  corpId,
  {
    key: 'agentId',
    kind: 'number',
    label: { zh: '应用 AgentId', en: 'AgentId of the app' },
    hint: {
      zh: '自建应用；要加进“客户联系 → 可调用应用”',
      en: 'Of your own app, which has to be among those that may call customer contact',
    },
  },
  { key: 'secret', kind: 'secret', label: { zh: '应用 Secret', en: 'Secret of the app' } },
  {
    key: 'contactSecret',
    kind: 'secret',
    label: { zh: '客户联系 Secret', en: 'Secret of customer contact' },
    hint: { zh: '只有老企业需要；不填就用应用的', en: 'Old installations only; without it that of the app is used' },
  },
  ...callbackFields,
  {
    key: 'confirmHours',
    kind: 'number',
    initial: 24,
    label: { zh: '等员工确认最多（小时）', en: 'Wait for a colleague at most (hours)' },
    hint: { zh: '到时停止群发，改走下一个渠道', en: 'Then it is stopped and the next channel is tried' },
  },
  {
    key: 'remindHours',
    kind: 'number',
    initial: 4,
    label: { zh: '每隔多久提醒员工（小时）', en: 'Remind her every (hours)' },
    hint: { zh: '企业微信 24 小时内最多提醒 3 次', en: 'WeCom allows three reminders in 24 hours' },
  },
  { key: 'sync', kind: 'boolean', initial: true, label: { zh: '每天同步客户', en: 'Read the contacts every day' } },
  {
    key: 'tagsIn',
    kind: 'boolean',
    initial: true,
    label: { zh: '把企业标签带进来', en: 'Take over the tags of the corp' },
  },
  {
    key: 'tagsOut',
    kind: 'lines',
    label: { zh: '写回企业微信的标签', en: 'Tags written to WeCom' },
    hint: { zh: '一行一个；写到标签组“回响”里', en: 'One a line; they go into the tag group 回响' },
  },
  baseUrl,
];

/** Messages to staff and sign-in. */
export const appOf = ({ baseUrl: base, corpId: corp, secret }: WecomSettings): Account => ({
  baseUrl: base,
  corpId: corp,
  secret,
});

/** Everything about customers. */
export const contactOf = (settings: WecomSettings): Account => ({
  ...appOf(settings),
  secret: settings.contactSecret || settings.secret,
});
