import { z } from 'zod';
import type { SettingField } from '../../../messages/index.ts';

/** Where `{number}` stands, the number is put: E.164 for customers, the extension for agents. */
const Pattern = z
  .string()
  .max(200)
  .refine((text) => text.includes('{number}'), { error: 'says where the number goes: {number}' });

export const AsteriskSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  user: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  app: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .default('huixiang'),
  trunk: Pattern,
  agent: Pattern,
  callerId: z.string().max(80).default(''),
});
export type AsteriskSettings = z.infer<typeof AsteriskSettings>;

export const ASTERISK_FIELDS: readonly SettingField[] = [
  {
    key: 'url',
    kind: 'text',
    leads: true,
    label: { zh: 'Asterisk 地址', en: 'Address of Asterisk' },
    hint: {
      zh: 'ARI 的地址，例如 http://127.0.0.1:8088',
      en: 'Of its REST interface (ARI), such as http://127.0.0.1:8088',
    },
  },
  { key: 'user', kind: 'text', label: { zh: 'ARI 用户名', en: 'ARI user' } },
  { key: 'password', kind: 'secret', label: { zh: 'ARI 密码', en: 'ARI password' } },
  {
    key: 'app',
    kind: 'text',
    label: { zh: '应用名', en: 'Application' },
    hint: { zh: '同一台 Asterisk 上每套回响用一个名字', en: 'One name for each Huixiang on the same Asterisk' },
  },
  {
    key: 'trunk',
    kind: 'text',
    label: { zh: '外呼线路', en: 'Trunk' },
    hint: { zh: '例如 PJSIP/{number}@trunk', en: 'Such as PJSIP/{number}@trunk' },
  },
  {
    key: 'agent',
    kind: 'text',
    label: { zh: '坐席话机', en: "Agents' phones" },
    hint: { zh: '例如 PJSIP/{number}', en: 'Such as PJSIP/{number}' },
  },
  { key: 'callerId', kind: 'text', label: { zh: '主叫号码', en: 'Caller id' } },
];
